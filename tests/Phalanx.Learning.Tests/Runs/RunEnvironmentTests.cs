using Phalanx.Environments;
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

        EnvironmentSpec read = RunEnvironment.Read(_folder.At("run", "environment.json"))!.ToSpec("environment.json");
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
}
