using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;

namespace Phalanx.Pages.Tests.Reports;

/// <summary>Reports of made-up runs, written as <c>phalanx report</c> writes them.</summary>
internal sealed class ReportFiles : IDisposable
{
    private readonly ReportRuns _runs = new();

    public TemporaryFolder Folder => _runs.Folder;

    public void Dispose() => _runs.Dispose();

    /// <summary>Two games with three arms of three runs each, that learn at different rates.</summary>
    public static SyntheticRun[] Learning { get; } =
    [
        .. from environment in new[] { "battle/3m", "predator-prey" }
           from arm in new[] { "iql", "qmix", "cw-qmix" }.Index()
           from seed in Enumerable.Range(0, 3)
           select new SyntheticRun
           {
               Algorithm = arm.Item,
               Environment = environment,
               Seed = (ulong)seed,
               Returns = [.. Enumerable.Range(1, 20).Select(test => Math.Round((arm.Index + 1) * test / 3.0 + (test * (seed + 3) * 31 % 17 / 9.0), 3))],
               Wins = environment == "battle/3m" ? [.. Enumerable.Range(1, 20).Select(test => Math.Round(test * (arm.Index + 1 + (seed * 0.1)) / 70, 3))] : [],
               FinalReturn = Math.Round(19.51 + arm.Index + (seed * 0.37), 2),
               WallSeconds = 1234 + (100 * seed),
           },
    ];

    /// <summary>Writes the report of some runs, and returns the path of its page.</summary>
    public string Write(params SyntheticRun[] runs) => Write(_runs.Report(runs));

    /// <summary>Writes the report of two sets, side by side.</summary>
    public string Compare(SyntheticRun[] first, SyntheticRun[] second)
    {
        (LoadedRuns a, LoadedRuns b) = (_runs.Load(first), _runs.Load(second));
        var options = new ReportOptions();
        return Write(Report.Of(new LoadedRuns([.. a.Runs, .. b.Runs], []), options) with { Comparisons = Comparison.Of(a.Runs, b.Runs, options) });
    }

    /// <summary>Writes a report, and returns the path of its page.</summary>
    public string Write(Report report)
    {
        string folder = Folder["report"];
        ReportFolder.Write(report, folder);
        return Path.Combine(folder, ReportFolder.PageFile);
    }
}
