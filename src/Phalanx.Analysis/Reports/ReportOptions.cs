using Phalanx.Analysis.Runs;
using Phalanx.Environments;

namespace Phalanx.Analysis.Reports;

/// <summary>What a report is made with, beside the runs.</summary>
public sealed record ReportOptions
{
    /// <summary>The seed of all intervals.</summary>
    public ulong Seed { get; init; }

    /// <summary>The payoffs of the one-step game that a run was trained on; null for other environments.</summary>
    public Func<FinishedRun, PayoffTable?> Payoffs { get; init; } = _ => null;
}
