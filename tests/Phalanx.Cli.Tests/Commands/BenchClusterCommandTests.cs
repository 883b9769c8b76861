using System.Globalization;
using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

[Collection(AllocationCollection.Name)]
public class BenchClusterCommandTests
{
    [Fact]
    public void A_quick_environment_is_told_plainly_that_it_does_not_pay()
    {
        CommandLine run = CommandLine.Run("bench cluster vdn matrix/qtran --steps 200 --threads 1 --machines 1 2 --set agent.hidden=4");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Remote rollouts do not pay for this run: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 GbE              2", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n10 GbE             1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_environment_gains_by_more_machines_until_its_episodes_are_all_out()
    {
        CommandLine run = CommandLine.Run(
            "bench cluster vdn predator-prey --steps 1600 --threads 1 --step-ms 20 --slots 4 --machines 2 4 32 --set agent.hidden=4 --set learner.batch_episodes=2 --set rollout.environments=16 --set training.steps_per_episode=0.01 --json");
        Assert.Equal(0, run.ExitCode);
        JsonElement[] rows = [.. run.Json.GetProperty("results").EnumerateArray()];
        Assert.Equal(
            ["cluster/1gbe/2", "cluster/1gbe/4", "cluster/1gbe/32", "cluster/10gbe/2", "cluster/10gbe/4", "cluster/10gbe/32"],
            rows.Select(row => row.GetProperty("name").GetString()));
        double[] gains = [.. rows.Select(row => row.GetProperty("value").GetDouble())];
        Assert.InRange(gains[0], 1.6, 2.1);
        Assert.InRange(gains[1], 2.7, 4.2);
        Assert.Equal(gains[1], gains[2], 9);
        Assert.Equal("the longest episode", rows[2].GetProperty("limit").GetString());
        JsonElement measured = run.Json.GetProperty("measured");
        Assert.All(measured.EnumerateObject(), figure => Assert.True(figure.Value.GetDouble() > 0, figure.Name));
        Assert.Equal(20, run.Json.GetProperty("step_ms").GetDouble() - measured.GetProperty("acting_ms").GetDouble(), 6);
        Assert.StartsWith("At best ", run.Json.GetProperty("verdict").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bench cluster", "name an algorithm and an environment")]
    [InlineData("bench cluster qmix", "name an algorithm and an environment")]
    [InlineData("bench cluster qmix matrix/qtran --machines 0", "option '--machines' has numbers from 1 to 10000")]
    [InlineData("bench cluster qmix matrix/qtran --slots 0", "option '--slots' is '0'")]
    [InlineData("bench cluster qmix matrix/qtran --step-ms -1", "option '--step-ms' is '-1'")]
    [InlineData("bench cluster qmix --hub", "option '--hub' measures a hub")]
    public void What_cannot_be_measured_is_refused(string command, string sentence)
    {
        CommandLine run = CommandLine.Run(command);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    /// <summary>A hub in a process of its own; the figures of docs/cluster.md are those of the command.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void A_hub_is_measured_from_outside()
    {
        CommandLine run = ToolProcess.Run("bench cluster --hub --workers 6 --cells 40 --seconds 6 --json");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement document = run.Json;
        Assert.Equal((6, 4, 40), (document.GetProperty("workers").GetInt32(), document.GetProperty("slots").GetInt32(), document.GetProperty("cells").GetInt32()));
        double[] values = [.. document.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("value").GetDouble())];
        Assert.All(values, value => Assert.True(value > 0, value.ToString(CultureInfo.InvariantCulture)));
        Assert.InRange(document.GetProperty("reports").GetInt32(), 6, 18);
    }
}
