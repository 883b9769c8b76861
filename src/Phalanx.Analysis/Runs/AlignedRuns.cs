using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Runs;

/// <summary>One column of several runs of equal settings, at the steps that all of them have.</summary>
/// <param name="Steps">The steps: multiples of the evaluation interval.</param>
/// <param name="Values">For every run its values there; what is no number has none.</param>
public sealed record AlignedRuns(IReadOnlyList<long> Steps, double[][] Values)
{
    /// <summary>Aligns.</summary>
    /// <param name="curves">The curves, at least one.</param>
    public static AlignedRuns Of(IReadOnlyList<RunCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var aligned = AlignedCurves.Of([.. curves.Select(curve => curve.Steps)], curves[0].Interval);
        return new AlignedRuns(aligned.Steps, [.. curves.Select((curve, run) => aligned.Pick(run, curve.Values))]);
    }

    /// <summary>The values of all runs at a step.</summary>
    /// <param name="step">Its place among the steps.</param>
    public double[] At(int step) => Array.ConvertAll(Values, run => run[step]);
}
