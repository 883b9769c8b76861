using System.Collections.ObjectModel;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunSimulatorsTests : IDisposable
{
    private static readonly EnvironmentSpec Spec = EnvironmentRegistry.WithBuiltIns()["matrix/two-step"].SpecOf();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_goes_on_in_another_version_names_both_and_tells_so()
    {
        var first = new Dictionary<string, string> { ["game_version"] = "4.6.2", ["base_build"] = "69232" };
        var second = new Dictionary<string, string> { ["game_version"] = "4.10", ["base_build"] = "75689" };
        string file = _folder.At("run", "environment.json");
        using var run = RunDirectory.Create(_folder.At("run"), "algorithm: {}\n");
        RunEnvironment.WriteIfMissing(run, Spec);
        Assert.Null(RunSimulators.Add(run, Spec, ReadOnlyDictionary<string, string>.Empty));
        Assert.Empty(RunSimulators.Read(file));
        Assert.Null(RunSimulators.Add(run, Spec, first));
        Assert.Null(RunSimulators.Add(run, Spec, first));
        Assert.Equal([first], RunSimulators.Read(file));
        Assert.Equal(
            "the run was played in base build 69232, game version 4.6.2 before and goes on in base build 75689, game version 4.10; "
            + "results of different versions do not compare, and environment.json names both",
            RunSimulators.Add(run, Spec, second));
        Assert.Null(RunSimulators.Add(run, Spec, second));
        Assert.Equal([first, second], RunSimulators.Read(file));
        Assert.Equal(Spec.Agents, RunEnvironment.Read(file)!.Agents);
    }

    [Theory]
    [InlineData("""{ "simulators": 3 }""")]
    [InlineData("""{ "simulators": [3] }""")]
    [InlineData("""{ "simulators": [{ "game_version": 3 }] }""")]
    public void What_is_no_list_of_versions_is_damaged(string json)
    {
        string file = _folder.Write("environment.json", json);
        Assert.Equal($"'{file}' is damaged: 'simulators' must be a list of objects that hold texts", Assert.Throws<UserErrorException>(() => RunSimulators.Read(file)).Message);
    }
}
