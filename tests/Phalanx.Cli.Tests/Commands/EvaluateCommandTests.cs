using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_latest_checkpoint_plays_as_the_run_did_in_the_end()
    {
        // Noisy payoffs: equal figures come from equal episodes only.
        var trained = CommandLine.Run($"train vdn matrix/resq-noisy --steps 100 --out {_folder["run"]} --json");
        JsonElement evaluated = CommandLine.Run($"evaluate {_folder["run"]} --json").Json;
        Assert.Equal(trained.Json.GetProperty("final").ToString(), evaluated.GetProperty("figures").ToString());
        Assert.Equal(100, evaluated.GetProperty("t_env").GetInt64());
        Assert.Equal(30, evaluated.GetProperty("episodes").GetInt32());
        Assert.Equal(0, evaluated.GetProperty("seed").GetInt32());
        JsonElement other = CommandLine.Run($"evaluate {_folder["run"]} --seed 9 --json").Json;
        Assert.NotEqual(evaluated.GetProperty("figures").ToString(), other.GetProperty("figures").ToString());
    }

    [Fact]
    public void Without_json_an_evaluation_prints_two_lines()
    {
        CommandLine.Run($"train qmix matrix/qtran --steps 50 --out {_folder["run"]}");
        var run = CommandLine.Run($"evaluate {_folder["run"]} --episodes 3 --seed 4");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split(Environment.NewLine);
        Assert.Equal("qmix on matrix/qtran after 50 steps, 3 greedy episodes, seed 4", lines[0]);
        Assert.StartsWith("test_return_mean ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_run_or_no_number_of_episodes_is_refused()
    {
        CommandLine.Run($"evaluate {_folder.Path}").AssertError(
            2, $"'{_folder.Path}' is not a run directory, or a damaged one: it has no settings.yaml");
        CommandLine.Run($"evaluate {_folder.Path} --episodes 0").AssertError(2, "option '--episodes' is '0'; it must be at least 1");
    }

    [Fact]
    public void A_team_that_acts_at_random_needs_no_run()
    {
        // One joint action in nine pays 8, four pay -12.
        JsonElement played = CommandLine.Run("evaluate --policy random matrix/qtran --json").Json;
        Assert.Equal(
            ("random", "matrix/qtran", 0, 1000),
            (Text(played, "policy"), Text(played, "environment"), played.GetProperty("seed").GetInt32(), played.GetProperty("episodes").GetInt32()));
        Assert.InRange(played.GetProperty("figures").GetProperty("test_return_mean").GetDouble(), -5.4, -3.5);

        // Where one alone pays nothing, the return is what was caught.
        var set = CommandLine.Run("evaluate --policy random hunt --set env.penalty=0 --episodes 20 --seed 3");
        string[] lines = set.Output.Split(Environment.NewLine);
        Assert.Equal("random on hunt, 20 episodes, seed 3", lines[0]);
        Assert.Matches("^test_return_mean ([0-9.]+), .*test_prey_caught_mean \\1,", lines[1]);

        static string? Text(JsonElement document, string name) => document.GetProperty(name).GetString();
    }

    [Fact]
    public void A_team_that_follows_a_script_of_the_environment_needs_no_run()
    {
        JsonElement played = Played("--policy advance scripted-walk --json").Json;
        Assert.Equal(
            ["policy", "environment", "seed", "episodes", "figures"], played.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("advance", 1000), (played.GetProperty("policy").GetString(), played.GetProperty("episodes").GetInt32()));
        JsonElement figures = played.GetProperty("figures");
        Assert.Equal(1, figures.GetProperty("test_arrived_mean").GetDouble());
        Assert.InRange(figures.GetProperty("test_return_mean").GetDouble(), 13, 17);

        string[] held = Played("--policy hold scripted-walk --episodes 20 --seed 3").Output.Split(Environment.NewLine);
        Assert.Equal("hold on scripted-walk, 20 episodes, seed 3", held[0]);
        Assert.Contains("test_arrived_mean 0", held[1], StringComparison.Ordinal);
        Assert.NotEqual(held[1], Played("--policy hold scripted-walk --episodes 20 --seed 4").Output.Split(Environment.NewLine)[1]);
    }

    [Fact]
    public void A_team_that_an_environment_does_not_offer_is_refused_with_those_that_it_does()
    {
        Played("--policy heuristic scripted-walk").AssertError(
            2, "option '--policy' is 'heuristic'; on scripted-walk it must be one of random, advance, hold");
        Played("--policy hodl scripted-walk").AssertError(
            2, "option '--policy' is 'hodl'; on scripted-walk it must be one of random, advance, hold; did you mean 'hold'?");
        Played("--policy heuristic matrix/qtran").AssertError(2, "option '--policy' is 'heuristic'; on matrix/qtran it must be random");
    }

    [Fact]
    public void Teams_that_are_not_there_and_settings_that_change_nothing_are_refused()
    {
        CommandLine.Run("evaluate --policy greedy hunt").AssertError(2, "option '--policy' is 'greedy'; on hunt it must be random");
        CommandLine.Run("evaluate --policy random hunt --set env.penalty=-1").AssertError(
            2, "env.penalty is -1; it must be a finite number of at least 0");
        CommandLine.Run("evaluate --policy random haunt").AssertError(2, "unknown environment 'haunt'; did you mean 'hunt'?");
        CommandLine.Run($"evaluate {_folder.Path} --set env.penalty=1").AssertError(
            2, "--set 'env.penalty=1' changes nothing without --policy or --on; a run is played with the settings that it has");
    }

    [Fact]
    public void An_evaluation_can_be_interrupted()
    {
        CommandLine.Run($"train vdn matrix/qtran --steps 50 --out {_folder["run"]}");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        CommandLine.Run($"evaluate {_folder["run"]}", cancelled.Token).AssertError(130, "interrupted");
        CommandLine.Run("evaluate --policy random hunt", cancelled.Token).AssertError(130, "interrupted");
    }

    /// <summary>An evaluation where the scripted walk is registered too.</summary>
    private static CommandLine Played(string arguments) =>
        CommandLine.Run($"evaluate {arguments}", new Library { Environments = ScriptedWalk.Registry() });
}
