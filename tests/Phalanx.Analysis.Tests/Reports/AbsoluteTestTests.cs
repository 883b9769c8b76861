using System.Text.Json.Nodes;
using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Foundation;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Analysis.Tests.Reports;

/// <summary>Section 4.10 of the specification of experiments, over a run of a game whose payoffs are noisy: equal figures come from equal episodes only.</summary>
public sealed class AbsoluteTestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("5,9,1,1,1", 40, true)] // the best test of which there is a checkpoint
    [InlineData("9,5,1,1,1", 100, false)] // a checkpoint of another test is none of the best one
    [InlineData("1,9,1,9,1", 40, true)] // of equal ones the first
    [InlineData("9,9,1,1,1", 40, true)] // of equal ones the first that there is a checkpoint of
    [InlineData("1,1,1,1,1", 100, true)] // the closing test is one too, and here the best
    public void The_weights_are_those_of_the_best_test_or_else_the_closing_ones(string returns, long tEnv, bool isOfBest)
    {
        FinishedRun run = Train(final: returns == "1,1,1,1,1" ? 2 : 0.5, returns.Split(','));
        AbsoluteTest test = Assert.Single(Test(run));
        Assert.Equal((MetricName.Return, tEnv, isOfBest, 300), (test.Metric, test.TEnv, test.IsOfBestTest, test.Episodes));
        Assert.Equal(Played(run, tEnv, RoundPurpose.AbsoluteEvaluation), test.Value);
    }

    [Fact]
    public void The_episodes_are_no_tests_of_the_run_and_always_the_same()
    {
        FinishedRun run = Train(final: 0.5, "1", "1", "1", "1", "1");
        Assert.Equal(Test(run, threads: 1), Test(run, threads: 2));
        Assert.NotEqual(Played(run, 100, RoundPurpose.Evaluation), Assert.Single(Test(run)).Value);
    }

    [Fact]
    public void Runs_without_weights_and_those_of_an_earlier_version_are_named()
    {
        FinishedRun run = Train(final: 0.5, "1", "1", "1", "1", "1");
        JsonObject summary = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Path, "summary.json")))!.AsObject();
        summary["results"] = JsonNode.Parse("""{"algorithm": 99, "environment": 1}""");
        File.WriteAllText(Path.Combine(run.Path, "summary.json"), summary.ToJsonString());
        FinishedRun other = FinishedRun.Read(run.Path);
        Assert.Contains("is of an earlier version of its algorithm or environment", Assert.Throws<UserErrorException>(() => Test(other)).Message);
        Directory.Delete(Path.Combine(run.Path, "checkpoints"), recursive: true);
        using var workers = new WorkerPool(1);
        List<double> told = [];
        var tests = AbsoluteTests.Of([run, other], BuiltInExperiments.Environments, BuiltInExperiments.Algorithms, workers, new Told(told));
        Assert.Equal((0, 2), (tests.Count, tests.LeftOut.Count));
        Assert.All(tests.LeftOut, reason => Assert.Equal($"the run '{run.Path}' has no weights of its end", reason));
        Assert.Equal([0.5, 1], told);
        Assert.Null(tests.Find(run, MetricName.Return));
    }

    private static IReadOnlyList<AbsoluteTest> Test(FinishedRun run, int threads = 2)
    {
        using var workers = new WorkerPool(threads);
        return AbsoluteTest.Of(run, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms, workers);
    }

    private static double Played(FinishedRun run, long tEnv, RoundPurpose purpose)
    {
        using var directory = RunDirectory.OpenToRead(run.Path);
        using var workers = new WorkerPool(1);
        RunSettings settings = Trainer.ReadSettings(directory, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        var test = new CheckpointTest(settings, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms, workers) { Purpose = purpose };
        return test.Play(directory.Checkpoints.At(tEnv), 300, run.Seed, 0)[MetricsColumns.TestReturnMean];
    }

    /// <summary>Trains with a test every 20 steps and a checkpoint every 40, and then makes up what the tests came to.</summary>
    private FinishedRun Train(double final, params string[] returns)
    {
        string folder = _folder["run"];
        RunSettings settings = BuiltInExperiments.Settings.Resolve(new RunRequest
        {
            Algorithm = "vdn",
            Environment = "matrix/resq-noisy",
            Set = ["training.steps=100", "agent.hidden=4", "evaluation.interval=20", "checkpoint.interval=40"],
        }).Run;
        using (var trainer = Trainer.Start(settings, folder, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms, new TrainerServices { Threads = 1 }))
        {
            trainer.Run(CancellationToken.None);
        }

        string metrics = Path.Combine(folder, "metrics.csv");
        string[] lines = File.ReadAllLines(metrics);
        Assert.Equal(returns.Length + 1, lines.Length);
        for (int row = 1; row < lines.Length; row++)
        {
            string[] fields = lines[row].Split(',');
            fields[2] = returns[row - 1];
            lines[row] = string.Join(',', fields);
        }

        File.WriteAllText(metrics, string.Join('\n', lines) + "\n");
        foreach (string checkpoint in Directory.GetDirectories(Path.Combine(folder, "checkpoints")))
        {
            SealedCheckpoint.MakeFormer(checkpoint); // which knows nothing of the rows that were just changed
        }

        string file = Path.Combine(folder, "summary.json");
        JsonObject summary = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        summary["final"]![MetricsColumns.TestReturnMean] = final;
        File.WriteAllText(file, summary.ToJsonString());
        return FinishedRun.Read(folder);
    }

    private sealed class Told(List<double> parts) : IProgress<double>
    {
        public void Report(double value) => parts.Add(value);
    }
}
