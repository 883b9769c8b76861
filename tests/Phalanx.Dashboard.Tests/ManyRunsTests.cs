using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Phalanx.Dashboard.Tests;

/// <summary>Five hundred runs of two hundred rows and eleven columns. The figures are printed; those of docs/watching.md come from here.</summary>
[Trait("Category", "Slow")]
public sealed class ManyRunsTests(ITestOutputHelper output) : DashboardTests
{
    protected override void Prepare() => ManyRuns.Write(Runs);

    [Fact]
    public async Task Lists_are_quick_and_all_runs_fit_into_little_memory()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(ManyRuns.Count, (await AskAsync("runs?size=500")).GetProperty("total").GetInt32());
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
