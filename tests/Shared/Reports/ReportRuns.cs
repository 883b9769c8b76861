using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;

namespace Phalanx.Testing;

/// <summary>Made-up runs in a folder of a test's own.</summary>
internal sealed class ReportRuns : IDisposable
{
    private int _sets;

    public TemporaryFolder Folder { get; } = new();

    public void Dispose() => Folder.Dispose();

    /// <summary>Writes the runs and reads them back.</summary>
    public LoadedRuns Load(params SyntheticRun[] runs)
    {
        string set = Folder[$"set{_sets++}"];
        return LoadedRuns.Read(runs.Select((run, place) => run.Write(Path.Combine(set, $"{place}"))));
    }

    public Report Report(params SyntheticRun[] runs) => Analysis.Reports.Report.Of(Load(runs), new ReportOptions());
}
