using Phalanx.Foundation;

namespace Phalanx.Analysis.Reports;

/// <summary>What a report draws random numbers for. An interval of an arm does not depend on which other arms are in the report.</summary>
internal static class ReportPurposes
{
    public static StreamPurpose Aggregates { get; } = StreamPurpose.Named("report/aggregates");

    public static StreamPurpose Curves { get; } = StreamPurpose.Named("report/curves");

    public static StreamPurpose Profiles { get; } = StreamPurpose.Named("report/profiles");

    public static StreamPurpose Improvement { get; } = StreamPurpose.Named("report/improvement");

    public static StreamPurpose Differences { get; } = StreamPurpose.Named("report/differences");
}
