using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Phalanx.Dashboard.Tests;

/// <summary>Five hundred runs of two hundred rows and eleven columns. The figures are printed; those of docs/watching.md come from here.</summary>
[Trait("Category", "Slow")]
public sealed class ManyRunsTests(ITestOutputHelper output) : DashboardTests
{
    private const int Count = 500;

    protected override void Prepare()
    {
        for (int i = 0; i < Count; i++)
        {
            var run = new SyntheticRun { Algorithm = $"method-{i / 50}", Seed = (ulong)(i % 10), Settings = [("learner.lr", $"0.00{1 + (i / 10 % 5)}")], Returns = [1] };
            string folder = run.Write(Path.Combine(Runs, $"method-{i / 50}", $"{i % 50}"));
            string rows = string.Concat(Enumerable.Range(1, 200).Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row * 10_000},{row * 100},{Math.Sqrt(row * (i + 1)):R},{row / 7.0:R},{row / 200.0:R},{1.0 / row:R},{2.0 / row:R},{1.0 / row:R},{row / 3.0:R},{row / 9.0:R},{row / 11.0:R}\n")));
            File.WriteAllText(
                Path.Combine(folder, "metrics.csv"),
                "t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon,test_length_mean,own_a,own_b\n" + rows);
        }
    }

    [Fact]
    public async Task Lists_are_quick_and_all_runs_fit_into_little_memory()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(Count, (await AskAsync("runs?size=500")).GetProperty("total").GetInt32());
        output.WriteLine($"first list {watch.ElapsedMilliseconds} ms");
        foreach (string path in (string[])["runs", "groups", "runs?size=500&sort=-latest", "groups?query=lr%3D0.002"])
        {
            List<double> times = [];
            for (int i = 0; i < 20; i++)
            {
                watch.Restart();
                await AskAsync(path);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: median {times.Order().ElementAt(10):F1} ms, worst {times.Max():F1} ms"));
        }

        long memory = (await AskAsync("health")).GetProperty("memory_bytes").GetInt64();
        output.WriteLine($"{memory >> 20} MiB in all, tests included");
        Assert.InRange(memory, 1, 400L << 20);
    }
}
