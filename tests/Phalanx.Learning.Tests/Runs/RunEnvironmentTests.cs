using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Tests.Training;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunEnvironmentTests : IDisposable
{
    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => ["matrix/two-step", "predator-prey", "two-quadratics", "group-matching", "battle/3m"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_specification_comes_back_but_for_what_no_team_acts_by(string name)
    {
        EnvironmentSpec spec = Environments[name].SpecOf();
        using (var run = RunDirectory.Create(_folder.At("run"), "algorithm: {}\n"))
        {
            RunEnvironment.WriteIfMissing(run, spec);
        }

        EnvironmentSpec read = RunEnvironment.Read(_folder.At("run", "environment.json"))!;
        Assert.Equal(spec with { Payoffs = null, Scripts = [], ObservationParts = [] }, read);
        Assert.Equal(spec.Actions.Names, read.Actions.Names);
    }

    [Fact]
    public void A_run_has_the_file_from_its_start_and_an_older_one_from_when_it_is_resumed()
    {
        string run = _folder.At("run");
        string file = _folder.At("run", "environment.json");
        using (SmallRun.Start(SmallRun.Settings(), run))
        {
            Assert.Equal(2, RunEnvironment.Read(file)!.Agents);
        }

        File.Delete(file);
        SmallRun.Resume(run);
        Assert.Equal("matrix/two-step", RunEnvironment.Read(file)!.Name);
        Assert.Null(RunEnvironment.Read(_folder.At("none.json")));
    }

    [Fact]
    public void What_earlier_versions_wrote_is_read()
    {
        string file = _folder.Write("environment.json", """
            { "name": "switch-2", "agents": 2, "actions": { "count": 5 }, "observation_size": 3, "state_size": 4, "episode_limit": 100,
              "statistics": ["met"], "agent_feature_size": 2, "declares_alive": true, "entities": { "count": 3, "width": 4, "append_last_actions": true } }
            """);
        EnvironmentSpec read = RunEnvironment.Read(file)!;
        Assert.Equal(
            new EnvironmentSpec
            {
                Name = "switch-2",
                Agents = 2,
                Actions = ActionSpec.Discrete(5),
                ObservationSize = 3,
                StateSize = 4,
                EpisodeLimit = 100,
                Statistics = ["met"],
                AgentFeatureSize = 2,
                DeclaresAlive = true,
                Entities = new EntitySpec(3, 4, AppendLastActions: true),
            },
            read);
    }

    [Fact]
    public void An_environment_that_has_become_another_is_refused_before_a_run_goes_on_and_nothing_is_written()
    {
        string run = _folder.At("run"), file = _folder.At("run", "environment.json");
        SmallRun.Start(SmallRun.Settings(), run).Dispose();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"agents\": 2", "\"agents\": 3", StringComparison.Ordinal).Replace("\"state_size\": ", "\"state_size\": 1", StringComparison.Ordinal));
        Dictionary<string, DateTime> before = Times();
        UserErrorException refused = Assert.Throws<UserErrorException>(() => SmallRun.Resume(run));
        EnvironmentSpec spec = Environments["matrix/two-step"].SpecOf();
        Assert.Equal(
            $"'matrix/two-step' is not what it was when the run '{run}' began, as '{file}' says: agents was 3 and is 2; state_size was 1{spec.StateSize} and is {spec.StateSize}",
            refused.Message);
        Assert.Equal(before, Times());

        Dictionary<string, DateTime> Times() => Directory.GetFiles(run, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).ToDictionary(path => path, File.GetLastWriteTimeUtc);
    }
}
