using Phalanx.Testing.External;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>Runs whose environment is another program.</summary>
public sealed class ExternalTests : IDisposable
{
    private const string Options = "--steps 400 --set evaluation.interval=100 --set evaluation.episodes=3 --set learner.batch_episodes=2 --set rollout.environments=4";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 1)]
    public void A_twin_of_a_built_in_environment_gives_the_same_metrics_byte_for_byte(int processes, int threads)
    {
        Assert.Equal(0, CommandLine.Run($"train qmix predator-prey --set env.episode_limit=200 --out {_folder["here"]} {Options}").ExitCode);
        CommandLine there = Train("there", "good", $"--set env.processes={processes} --threads {threads}");
        Assert.Equal((0, ""), (there.ExitCode, there.Error));
        Assert.Equal(File.ReadAllText(_folder["here/metrics.csv"]), File.ReadAllText(_folder["there/metrics.csv"]));
    }

    [Fact]
    public void A_run_that_would_start_a_program_needs_leave_to_do_so()
    {
        Assert.Equal(0, Train("run", "good").ExitCode);
        string run = _folder["run"];
        string sentence = $"the run '{run}' starts the program '{ServedProgram.Settings("predator-prey").Command}'; a run's folder may come from another user, so look at it and give --allow-command";
        foreach (string command in (string[])[$"resume {run}", $"evaluate {run}", $"verify {run}", $"replay {run} --out {_folder["page.html"]}"])
        {
            CommandLine.Run(command).AssertError(2, sentence);
        }

        Assert.Equal(0, CommandLine.Run($"evaluate {run} --allow-command --episodes 2").ExitCode);
        Assert.Equal(0, CommandLine.Run($"resume {run} --allow-command --steps 600").ExitCode);
        Assert.Contains("byte for byte", CommandLine.Run($"verify {run} --allow-command --rows 2").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_has_become_another_world_is_refused_with_what_it_was_and_is()
    {
        Assert.Equal(0, Train("run", "good").ExitCode);
        string run = _folder["run"], settings = _folder["run/settings.yaml"], metrics = File.ReadAllText(_folder["run/metrics.csv"]);
        string begun = File.ReadAllText(settings);
        File.WriteAllText(settings, begun.Replace("good predator-prey", "good checkers", StringComparison.Ordinal));
        Assert.NotEqual(begun, File.ReadAllText(settings));
        foreach (string command in (string[])[$"resume {run} --steps 600", $"evaluate {run}", $"evaluate {run} --record {_folder["record.phxr"]}", $"verify {run}", $"replay {run} --out {_folder["page.html"]}"])
        {
            CommandLine refused = CommandLine.Run($"{command} --allow-command");
            Assert.Equal(2, refused.ExitCode);
            Assert.StartsWith(
                $"error: 'external' is not what it was when the run '{run}' began, as '{_folder["run/environment.json"]}' says: agents was 8 and is 2; actions was ", refused.Error, StringComparison.Ordinal);
            Assert.Single(refused.Error.TrimEnd().Split('\n'), line => !line.StartsWith("[external ", StringComparison.Ordinal));
        }

        Assert.Equal(metrics, File.ReadAllText(_folder["run/metrics.csv"]));
        Assert.False(File.Exists(_folder["record.phxr"]));
        File.WriteAllText(settings, begun);
        Assert.Equal(0, CommandLine.Run($"resume {run} --steps 600 --allow-command").ExitCode);
    }

    [Fact]
    public void A_program_that_ends_ends_the_run_with_a_sentence_and_what_was_saved_stays()
    {
        CommandLine run = Train("run", "exits");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: environment 'external', episode ", run.Error, StringComparison.Ordinal);
        Assert.Contains(" ended with exit code 7; its last lines: pid ", run.Error, StringComparison.Ordinal);
        Assert.Contains("the last good checkpoint is", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.NotEmpty(Directory.GetDirectories(_folder["run/checkpoints"]));
    }

    [Fact]
    public void Of_a_program_that_holds_few_environments_tests_take_several_rounds()
    {
        Assert.Equal(0, Train("few", "good", "--set env.most=4").ExitCode);
        CommandLine.Run($"train qmix external --config {Config("good")} --out {_folder["none"]} {Options} --set env.most=1").AssertError(
            2, "4 environments are wanted, and there can be 1: env.most is 1 and env.processes is 1; rollout.environments says how many episodes are played at once");
        Assert.False(Directory.Exists(_folder["none"]));
    }

    private CommandLine Train(string name, string behaviour, string more = "") =>
        CommandLine.Run($"train qmix external --config {Config(behaviour)} --out {_folder[name]} {Options} {more}");

    /// <summary>A file with the command, which has spaces in it.</summary>
    private string Config(string behaviour) =>
        _folder.Write($"{behaviour}.yaml", $"env:\n  command: \"{ServedProgram.Settings("predator-prey", behaviour).Command.Replace("\\", "\\\\", StringComparison.Ordinal)}\"\n");
}
