using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Verdicts;

/// <summary>The median over an arm's runs, test by test.</summary>
internal static class MedianCurve
{
    /// <summary>The largest value up to a step, less the smallest after that value.</summary>
    public static double DropOf(ArmRuns arm, string column, long until)
    {
        RunCurve[] curves = [.. arm.Runs.Select(run => run.Figures.CurveOf(column) ?? throw new UnmeasuredException($"the runs of {arm.Arm.Id} do not have {column}"))];
        var aligned = AlignedRuns.Of(curves);
        double[] median = [.. aligned.Steps.Select((_, row) => Quantiles.Median(aligned.At(row)))];
        int top = -1;
        for (int row = 0; row < median.Length && aligned.Steps[row] <= until; row++)
        {
            top = top < 0 || median[row] > median[top] ? row : top;
        }

        if (top < 0)
        {
            throw new UnmeasuredException($"the runs of {arm.Arm.Id} have no common test up to step {until}");
        }

        return median[top] - median[top..].Min();
    }
}
