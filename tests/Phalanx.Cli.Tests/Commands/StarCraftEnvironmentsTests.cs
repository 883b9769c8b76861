using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

/// <summary><c>sc2/&lt;map&gt;</c> in the tool, on a machine without the game.</summary>
public sealed class StarCraftEnvironmentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_maps_of_SMAC_are_listed_and_shown_without_the_game()
    {
        string[] names = [.. CommandLine.Run("list environments --json").Json.GetProperty("environments").EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!)];
        Assert.Equal(23, names.Count(name => name.StartsWith("sc2/", StringComparison.Ordinal)));
        Assert.DoesNotContain("sc2/5m", names);
        var shown = CommandLine.Run("show sc2/3m");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Contains("env.installation", shown.Output, StringComparison.Ordinal);
        Assert.Contains("env.reward_win", shown.Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("show qmix sc2/3m").ExitCode);
    }

    [Theory]
    [InlineData("train qmix sc2/3m --set env.installation=/no/such --out {0}/run")]
    [InlineData("evaluate --policy random sc2/3m --set env.installation=/no/such")]
    [InlineData("check sc2/3m --set env.installation=/no/such")]
    public void Without_the_game_a_sentence_says_what_to_install(string command)
    {
        CommandLine.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, _folder.Path)).AssertError(
            2,
            "env.installation is '/no/such', where no StarCraft II is: there is no folder '/no/such'; "
            + "or run 'phalanx sc2-server install <folder>' and give that folder, to play against the simulator behind the game's protocol");
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public void A_team_is_tested_in_another_environment_by_the_settings_that_both_have()
    {
        CommandLine.Run($"train vdn battle/2c_vs_64zg --steps 100 --set env.reward_scale=false --set env.reward_only_positive=false --set evaluation.episodes=4 --out {_folder["run"]}");
        JsonElement own = CommandLine.Run($"evaluate {_folder["run"]} --json").Json;
        JsonElement same = CommandLine.Run($"evaluate {_folder["run"]} --on battle/2c_vs_64zg --json").Json;
        Assert.Equal(own.GetProperty("figures").ToString(), same.GetProperty("figures").ToString());
        JsonElement other = CommandLine.Run($"evaluate {_folder["run"]} --on battle/2c_vs_64zg --set env.reward_scale=true --json").Json;
        Assert.NotEqual(own.GetProperty("figures").ToString(), other.GetProperty("figures").ToString());

        CommandLine.Run($"evaluate {_folder["run"]} --on battle/8m").AssertError(2, "a team of battle/2c_vs_64zg cannot act in battle/8m: battle/2c_vs_64zg has 2 agents, and battle/8m has 8");
        CommandLine.Run($"evaluate {_folder["run"]} --on battle/2s_vs_1sc").AssertError(
            2, "a team of battle/2c_vs_64zg cannot act in battle/2s_vs_1sc: battle/2c_vs_64zg has 70 actions, and battle/2s_vs_1sc has 7");
        CommandLine.Run($"evaluate {_folder["run"]} --on battle/2c_vs_64zg --set learner.lr=1").AssertError(2, "--set 'learner.lr=1' is not for the environment; its settings begin with env.");
        CommandLine.Run("evaluate --policy random battle/3m --on battle/8m").AssertError(2, "option '--on' is 'battle/8m'; with --policy the environment is the argument");

        // In the game it is tested where the game is.
        Assert.StartsWith(
            "error: env.installation is '/no/such', where no StarCraft II is",
            CommandLine.Run($"evaluate {_folder["run"]} --on sc2/2c_vs_64zg --set env.installation=/no/such").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_that_a_run_s_settings_name_is_not_started_without_a_word()
    {
        // A run of the game, as if it came from another user.
        CommandLine.Run($"train vdn battle/3m --steps 50 --set evaluation.episodes=4 --out {_folder["run"]}");
        string settings = Path.Combine(_folder["run"], "settings.yaml");
        File.WriteAllText(settings, AsOfTheGame(File.ReadAllText(settings)));
        string environment = Path.Combine(_folder["run"], "environment.json");
        File.WriteAllText(
            environment,
            File.ReadAllText(environment).Replace("battle/3m", "sc2/3m", StringComparison.Ordinal).Replace("\"timed_out\"", "\"timed_out\", \"restarts\"", StringComparison.Ordinal));
        const string Named = "'/tmp/of/another'";
        Assert.Contains(Named, CommandLine.Run($"evaluate {_folder["run"]}").Error, StringComparison.Ordinal);
        Assert.Contains("give --allow-command", CommandLine.Run($"resume {_folder["run"]} --steps 100").Error, StringComparison.Ordinal);
        Assert.Contains("give --allow-command", CommandLine.Run($"evaluate {_folder["run"]} --on sc2/3m").Error, StringComparison.Ordinal);
        Assert.StartsWith(
            "error: env.installation is '/tmp/of/another', where no StarCraft II is",
            CommandLine.Run($"evaluate {_folder["run"]} --allow-command").Error,
            StringComparison.Ordinal);

        // The simulator starts nothing.
        Assert.Equal(0, CommandLine.Run($"evaluate {_folder["run"]} --on battle/3m").ExitCode);
    }

    private static string AsOfTheGame(string yaml)
    {
        string[] ofSimulator = ["profile:", "start_noise:", "cooldown_jitter:", "enemy:", "idle_chase:", "heuristic_rest:"];
        return string.Join('\n', yaml.Split('\n').Where(line => !ofSimulator.Any(name => line.TrimStart().StartsWith(name, StringComparison.Ordinal))))
            .Replace("battle/3m", "sc2/3m", StringComparison.Ordinal)
            .Replace("\nenv:\n", "\nenv:\n  installation: /tmp/of/another\n", StringComparison.Ordinal);
    }
}
