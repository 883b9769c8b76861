using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Tests.Runs;

public sealed class KnownSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KnownSettings _known = new(BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_setting_that_an_earlier_version_did_not_have_takes_its_default()
    {
        string old = new SyntheticRun { Algorithm = "resq", Environment = "predator-prey", Seed = 1 }.Write(_folder["old"]);
        string today = new SyntheticRun { Algorithm = "resq", Environment = "predator-prey", Seed = 2, Settings = [("algorithm.constraint", "negative_absolute")] }.Write(_folder["new"]);
        string raw = new SyntheticRun { Algorithm = "resq", Environment = "predator-prey", Seed = 3, Settings = [("algorithm.constraint", "raw")] }.Write(_folder["raw"]);
        RunGrouping grouping = RunGrouping.Of(LoadedRuns.Read([old, today, raw], _known).Runs);
        Assert.Equal(["1 2", "3"], grouping.Groups.Select(group => string.Join(' ', group.Runs.Select(run => run.Seed))));
        Assert.Equal(["resq (constraint negative_absolute)", "resq (constraint raw)"], grouping.Groups.Select(group => group.Arm));
        Assert.Equal(3, RunGrouping.Of(LoadedRuns.Read([old, today, raw]).Runs).Groups.Count);
    }

    [Fact]
    public void A_run_of_something_unknown_has_the_settings_of_its_file()
    {
        string run = new SyntheticRun { Environment = "my-own", Settings = [("env.width", "3")] }.Write(_folder["run"]);
        Assert.Equal(FlatSettings.Read(Path.Combine(run, RunDirectory.SettingsFile)), _known.Of(RunDirectory.OpenToRead(run)));
    }
}
