using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>Environments that no list has by name are for every command what all others are.</summary>
public sealed class FamilyNamesTests
{
    private const string Refusal = "a game is called small, not large";

    private readonly Library _library = new() { Environments = WithFamily() };

    [Fact]
    public void A_member_is_shown_with_its_settings()
    {
        var run = CommandLine.Run("show games/small", _library);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("games/small: a game of a family", run.Output, StringComparison.Ordinal);
        Assert.Contains("env.", CommandLine.Run("show qmix games/small", _library).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_is_checked()
    {
        var run = CommandLine.Run("check games/small", _library);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("keeps every rule", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_is_trained_on_and_its_run_read_again()
    {
        using var folder = new TemporaryFolder();
        string run = folder["run"];
        Assert.Equal("", CommandLine.Run($"train iql games/small --steps 200 --set evaluation.interval=100 --out {run}", _library).Error);
        Assert.Equal("", CommandLine.Run($"evaluate {run} --episodes 4", _library).Error);
        Assert.Equal("", CommandLine.Run("analyze games/small", _library).Error);
    }

    [Theory]
    [InlineData("show games/large")]
    [InlineData("check games/large")]
    [InlineData("train iql games/large --steps 200")]
    public void What_the_family_refuses_is_refused_with_its_reason(string arguments) => CommandLine.Run(arguments, _library).AssertError(2, Refusal);

    [Fact]
    public void A_name_of_another_kind_is_unknown()
    {
        CommandLine.Run("show games/huge", _library).AssertError(
            2, "there is no algorithm, environment or experiment 'games/huge'; see 'phalanx list algorithms', 'phalanx list environments' and 'phalanx list experiments'");
        CommandLine.Run("check games/huge", _library).AssertError(2, "unknown environment 'games/huge'; 'phalanx list environments' names them all");
    }

    private static EnvironmentRegistry WithFamily()
    {
        EnvironmentRegistry registry = EnvironmentRegistry.WithBuiltIns();
        EnvironmentDefinition game = registry["matrix/random"];
        registry.RegisterFamily("games/", name => name switch
        {
            "games/small" => Renamed(name),
            "games/large" => throw new UserErrorException(Refusal),
            _ => null,
        });
        return registry;

        EnvironmentDefinition Renamed(string name) =>
            EnvironmentDefinition.Of<Small>(name, "a game of a family", (_, count) => game.Create(null, count));
    }

    private sealed record Small
    {
        [Settings.Setting("a setting of the family", Min = 0)]
        public int Levels { get; init; }
    }
}
