using Phalanx.Analysis.Runs;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Tests.Runs;

public sealed class FinishedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_has_its_settings_and_tests_and_summary()
    {
        var run = FinishedRun.Read(new SyntheticRun { Seed = 3, Returns = [1, 2, 4], Wins = [0, 0.5, 1], FinalReturn = 5 }.Write(_folder["run"]));
        Assert.Equal(("qmix", "battle/3m", 3ul), (run.Algorithm, run.Environment, run.Seed));
        Assert.Equal((30_000L, 10_000L), (run.Steps, run.EvaluationInterval));
        Assert.Equal("0.0005", run["learner.lr"]);
        Assert.Null(run["learner.none"]);
        Assert.Equal([1.0, 2, 4], run.Curve("return").Values);
        Assert.Equal([0.0, 0.5, 1], run.Curve("win").Values);
        Assert.Equal([50.0, 49, 48], run.Curve("length").Values);
        Assert.Equal(run.Curve("length").Values, run.Curve("test_length_mean").Values);
        Assert.Empty(run.Curve("none").Values);
        Assert.Equal((5, 1), (run.Final("return"), run.Final("win")));
        Assert.Null(run.Final("none"));
    }

    [Fact]
    public void A_closing_test_that_is_no_number_is_none() =>
        Assert.True(double.IsNaN(FinishedRun.Read(new SyntheticRun { FinalReturn = double.NaN }.Write(_folder["run"])).Final("return")!.Value));

    [Fact]
    public void The_largest_seed_is_read() =>
        Assert.Equal(ulong.MaxValue, FinishedRun.Read(new SyntheticRun { Seed = ulong.MaxValue }.Write(_folder["run"])).Seed);

    [Fact]
    public void Unfinished_and_damaged_runs_are_refused_with_the_reason()
    {
        AssertRefused("is not finished: it has no summary.json", run => File.Delete(Path.Combine(run, "summary.json")));
        AssertRefused("is not finished: it has 30005 of 60000 steps", run => Replace(run, "settings.yaml", "steps: 30000", "steps: 60000"));
        AssertRefused("is damaged: its settings are of qmix", run => Replace(run, "summary.json", "\"qmix\"", "\"vdn\""));
        AssertRefused("is damaged: its checksum is wrong", run =>
        {
            string summary = Path.Combine(run, "summary.json");
            RunSummary.Read(summary).Write(summary);
            Replace(run, "summary.json", "\"qmix\"", "\"qmax\"");
        });
        AssertRefused("its settings.yaml has no evaluation.interval", run => Replace(run, "settings.yaml", "  interval: 10000\n", ""));
        AssertRefused("is damaged: its last test is of step 20001, and the run came to step 30005 with a test every 10000", run => Replace(run, "metrics.csv", "30002,3,3,0,,0.1,1,0.05,48\n", ""));
        AssertRefused("line 3 of", run => Replace(run, "metrics.csv", ",2,", ",2;"));
        AssertRefused("there are no metrics at", run => File.Delete(Path.Combine(run, "metrics.csv")));
        AssertRefused("is damaged: something is wrong or missing", run => Replace(run, "summary.json", "}", ""));
    }

    private static void Replace(string run, string file, string old, string with)
    {
        string path = Path.Combine(run, file);
        string text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, with, StringComparison.Ordinal));
    }

    private void AssertRefused(string reason, Action<string> damage)
    {
        string run = new SyntheticRun().Write(_folder["run"]);
        damage(run);
        Assert.Contains(reason, Assert.Throws<UserErrorException>(() => FinishedRun.Read(run)).Message, StringComparison.Ordinal);
        Directory.Delete(run, recursive: true);
    }
}
