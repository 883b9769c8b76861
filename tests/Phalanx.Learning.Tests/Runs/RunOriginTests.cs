using Phalanx.Learning.Runs;
using Phalanx.Learning.Tests.Training;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunOriginTests : IDisposable
{
    private static readonly ResultVersions First = ResultVersions.First;

    private readonly TemporaryFolder _folder = new();

    private RunDirectory Run => RunDirectory.OpenToRead(_folder.At("run"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_of_this_process_differs_in_nothing()
    {
        RunSummary summary = SmallRun.Train(SmallRun.Settings(steps: 60), _folder.At("run"));
        var origin = RunOrigin.Of(Run, 60);
        Assert.True(origin.IsKnown);
        Assert.Empty(origin.DifferencesFrom(summary.Results));
    }

    [Fact]
    public void Another_build_machine_and_results_are_named_with_both_sides()
    {
        RunSummary summary = SmallRun.Train(SmallRun.Settings(steps: 60), _folder.At("run"));
        Attempts(attempt => attempt with { Version = "0.0.1", Architecture = "z80", Machine = attempt.Machine! with { Simd = "64", DotNet = "1.1.0" } });
        ResultVersions other = summary.Results with { Environment = summary.Results.Environment + 1 };
        var here = BitClass.Current;
        Assert.Equal(
            [
                new("build", "0.0.1", Build.Version),
                new("register width", "64", here.Simd),
                new("runtime", ".NET 1.1.0", $".NET {here.DotNet}"),
                new("architecture", "z80", here.Architecture),
                new("results of the environment", $"version {summary.Results.Environment}", $"version {other.Environment}"),
            ],
            RunOrigin.Of(Run, 60).DifferencesFrom(other));
    }

    [Fact]
    public void Only_processes_that_made_the_rows_count_and_several_are_joined()
    {
        SmallRun.Train(SmallRun.Settings(steps: 60), _folder.At("run"));
        SmallRun.Resume(_folder.At("run"), steps: 120);
        Attempts(attempt => attempt.TEnv == 0 ? attempt : attempt with { Version = "0.0.2" });
        Assert.Empty(RunOrigin.Of(Run, 60).DifferencesFrom(First));
        OriginDifference difference = Assert.Single(RunOrigin.Of(Run, 120).DifferencesFrom(First));
        Assert.Equal(new OriginDifference("build", $"{Build.Version} and 0.0.2", Build.Version), difference);
    }

    [Fact]
    public void A_run_that_is_kept_without_machine_tells_by_its_summary_and_else_nothing()
    {
        RunSummary summary = SmallRun.Train(SmallRun.Settings(steps: 60), _folder.At("run"));
        File.Delete(Run.MachinePath);
        (summary with { Version = "0.0.3" }).Write(Run.SummaryPath);
        OriginDifference difference = Assert.Single(RunOrigin.Of(Run, 60).DifferencesFrom(summary.Results));
        Assert.Equal(new OriginDifference("build", "0.0.3", Build.Version), difference);
        File.Delete(Run.SummaryPath);
        Assert.False(RunOrigin.Of(Run, 60).IsKnown);
    }

    private void Attempts(Func<RunAttempt, RunAttempt> change) =>
        new RunHistory([.. RunHistory.Read(Run.MachinePath).Attempts.Select(change)]).Write(Run.MachinePath);
}
