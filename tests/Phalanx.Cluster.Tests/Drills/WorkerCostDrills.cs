using System.Globalization;
using Phalanx.Studies.Ledgers;
using Xunit.Abstractions;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>What a worker's agent costs beside its slot, and how soon a slot that has trained a cell trains the next. Only an idle machine tells the latter.</summary>
[Collection(OneDrillAtATime.Name)]
[Trait("Category", "Slow")]
public sealed class WorkerCostDrills(ITestOutputHelper output)
{
    private const double MostUntilFirstRound = 0.3;

    /// <param name="environment">What is trained.</param>
    /// <param name="steps">So many steps take more than a minute.</param>
    /// <param name="bar">The most of the slot's processor time that the agent may take. A hundredth, but where episodes grow by eight megabytes in a second of it.</param>
    [Theory]
    [InlineData("battle/3m", 300_000, 0.01)]
    [InlineData("predator-prey", 240_000, 0.015)]
    public void An_agent_takes_a_hundredth_of_what_its_slot_takes_and_the_next_cell_begins_at_once(string environment, int steps, double bar)
    {
        using var theatre = new Theatre(lease: 60, Sweep(Theatre.Study, "qmix", environment, steps), "min_free_bytes: 0\n");
        theatre.StartHub();
        ToolMachine worker = theatre.StartWorker("--threads 2");
        File.WriteAllText(theatre.At("first.yaml"), Sweep("first", "vdn", environment, steps / 2)); // what is compiled is compiled after that
        Assert.Equal(0, theatre.Start($"cluster submit first.yaml --hub {theatre.Address}").End());
        theatre.Until(() => theatre.Status().Contains("study first: 1 of 1 cells done", StringComparison.Ordinal), worker);
        int slot = worker.Children.Single();
        (TimeSpan agent, TimeSpan trained) = (worker.ProcessorTime, ToolMachine.ProcessorTimeOf(slot));
        theatre.Submit();
        double first = UntilFirstRound(theatre);
        theatre.Until(() => theatre.Standings.Single().Phase == CellPhase.Done, worker);
        double agentSeconds = (worker.ProcessorTime - agent).TotalSeconds;
        double slotSeconds = (ToolMachine.ProcessorTimeOf(slot) - trained).TotalSeconds;
        double bytes = new DirectoryInfo(theatre.PathOf(theatre.Plan.Cells[0])).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{environment}: {first:F2} s from the grant to the first round; agent {agentSeconds:F2} s, slot {slotSeconds:F1} s, {100 * agentSeconds / slotSeconds:F2} %; {bytes / 1e6:F0} MB, {1e9 * agentSeconds / bytes:F2} ns a byte"));
        Assert.InRange(first, 0, MostUntilFirstRound);
        Assert.InRange(agentSeconds / slotSeconds, 0, bar);
    }

    private static string Sweep(string name, string algorithm, string environment, int steps) => string.Create(CultureInfo.InvariantCulture, $"""
        name: {name}
        algorithms: [{algorithm}]
        environments: [{environment}]
        seeds: 1
        set:
          training.steps: {steps}
          rollout.environments: 1
          evaluation.interval: 20000
          evaluation.episodes: 4
        """);

    /// <summary>From the line of the journal until the checkpoint that is saved before the first round; hub, worker and slot have one clock here.</summary>
    private static double UntilFirstRound(Theatre theatre)
    {
        string? saved = null;
        theatre.Until(() => (saved = Beginning(theatre)) is not null);
        DateTime granted = theatre.Journal.Single(entry => entry.Kind == JournalKind.Granted).At!.Value;
        return (Directory.GetLastWriteTimeUtc(saved!) - granted).TotalSeconds;
    }

    private static string? Beginning(Theatre theatre) => Directory
        .EnumerateDirectories(theatre.At("scratch"), "checkpoints", SearchOption.AllDirectories)
        .Where(path => path.Contains($"{Theatre.Study}-{theatre.Plan.Cells[0].Id}", StringComparison.Ordinal))
        .Select(path => Path.Combine(path, "0"))
        .FirstOrDefault(Directory.Exists);
}
