using Phalanx.Cluster.Rounds;
using Phalanx.Foundation;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Cluster.Tests.Rounds;

/// <summary>What a machine is ready to play for another one: no code travels, and nothing of its own is used without asking.</summary>
public class PlayedProblemTests
{
    [Fact]
    public void Settings_come_as_they_went()
    {
        RunSettings settings = ToyRun.Settings("qmix", "predator-prey", ["agent.hidden=8"]);
        string yaml = SettingsYaml.Write(settings);
        Assert.Equal(yaml, SettingsYaml.Write(PlayedProblem.Read(yaml, allowCommand: false, ToyRun.Environments, ToyRun.Algorithms)));
    }

    [Fact]
    public void A_program_of_this_machine_is_not_started_for_another_without_asking()
    {
        string yaml = SettingsYaml.Write(ToyRun.Settings("vdn", "external", ["env.command=python3 evil.py"]));
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => PlayedProblem.Read(yaml, allowCommand: false, ToyRun.Environments, ToyRun.Algorithms));
        Assert.Contains("the run starts the program 'python3 evil.py'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-command", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("external", PlayedProblem.Read(yaml, allowCommand: true, ToyRun.Environments, ToyRun.Algorithms).EnvironmentName);
    }

    [Fact]
    public void A_file_of_this_machine_is_not_read_for_another_without_asking()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["payoffs.csv"], "8,-12\n-12,6\n");
        string yaml = SettingsYaml.Write(ToyRun.Settings("vdn", "matrix/file", [$"env.path={folder["payoffs.csv"]}"]));
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => PlayedProblem.Read(yaml, allowCommand: false, ToyRun.Environments, ToyRun.Algorithms));
        Assert.Contains("in env.path", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_not_known_are_refused() => Assert.Throws<UserErrorException>(() => PlayedProblem.Read(
        "algorithm: {name: vdn}\nenvironment: {name: of-another-program}\n", allowCommand: false, ToyRun.Environments, ToyRun.Algorithms));

    [Fact]
    public void What_is_another_thing_here_is_refused_by_a_sentence_that_tells_both()
    {
        RunSettings settings = ToyRun.Settings("vdn", "matrix/qtran", ["agent.hidden=8"]);
        using var problem = new LearningProblem(settings, ToyRun.Environments, ToyRun.Algorithms);
        string there = PlayedProblem.Describe(problem);
        PlayedProblem.Make(settings, there, 1, ToyRun.Environments, ToyRun.Algorithms).Dispose();
        UserErrorException refusal = Assert.Throws<UserErrorException>(
            () => PlayedProblem.Make(settings, there.Replace("agents 2", "agents 3", StringComparison.Ordinal), 1, ToyRun.Environments, ToyRun.Algorithms));
        Assert.Contains("here it is agents 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("and there agents 3", refusal.Message, StringComparison.Ordinal);
    }
}
