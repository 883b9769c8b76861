using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Curves;

/// <summary>One column of one run: only rows that have a finite value, with ascending places.</summary>
/// <param name="X">The places.</param>
/// <param name="Y">The values.</param>
internal sealed record RunLine(IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Reads a column.</summary>
    /// <param name="metrics">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="axis">What is asked for as the place of a row.</param>
    /// <param name="secondsAt">The seconds of training at a <c>t_env</c>; null where they are not known.</param>
    public static RunLine Of(MetricsFollower metrics, string column, CurveAxis axis, Func<long, double?> secondsAt)
    {
        IReadOnlyList<double?> values = metrics[column];
        IReadOnlyList<double?> episodes = axis == CurveAxis.Episode ? metrics["episode"] : [];
        List<double> x = [];
        List<double> y = [];
        for (int row = 0; row < values.Count; row++)
        {
            double? place = axis switch
            {
                CurveAxis.TEnv => metrics.TEnv[row],
                CurveAxis.Episode => episodes[row],
                _ => secondsAt(metrics.TEnv[row]),
            };
            if (place is { } at && values[row] is { } value && double.IsFinite(value) && (x.Count == 0 || at > x[^1]))
            {
                x.Add(at);
                y.Add(value);
            }
        }

        return new RunLine(x, y);
    }

    /// <summary>The value at a place, by linear interpolation between two rows. Nothing is known before the first one and after the last one.</summary>
    /// <param name="place">The place.</param>
    /// <param name="early">
    /// How far before the first row its value may be taken. A test is made at the end of the episode in which it falls due, so a first row lies a few
    /// steps behind the multiple of the interval that it belongs to.
    /// </param>
    public double? At(double place, double early = 0)
    {
        if (X.Count == 0 || place > X[^1] || place < X[0])
        {
            return X.Count > 0 && place < X[0] && X[0] - place < early ? Y[0] : null;
        }

        int low = 0;
        int high = X.Count - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = X[middle] <= place ? (middle, high) : (low, middle);
        }

        if (place >= X[high])
        {
            return Y[high];
        }

        double part = (place - X[low]) / (X[high] - X[low]);
        return Y[low] + (part * (Y[high] - Y[low]));
    }

    /// <summary>The line with fewer points: of every stretch the least and the greatest, so that no peak is lost.</summary>
    public RunLine Thin(int points)
    {
        if (X.Count <= points)
        {
            return this;
        }

        List<int> kept = [0];
        int stretches = Math.Max(1, (points - 2) / 2);
        for (int i = 0; i < stretches; i++)
        {
            int from = 1 + (int)((long)i * (X.Count - 2) / stretches);
            int to = 1 + (int)((i + 1L) * (X.Count - 2) / stretches);
            int least = from;
            int greatest = from;
            for (int row = from; row < to; row++)
            {
                least = Y[row] < Y[least] ? row : least;
                greatest = Y[row] > Y[greatest] ? row : greatest;
            }

            kept.Add(Math.Min(least, greatest));
            if (least != greatest)
            {
                kept.Add(Math.Max(least, greatest));
            }
        }

        kept.Add(X.Count - 1);
        return new RunLine([.. kept.Select(row => X[row])], [.. kept.Select(row => Y[row])]);
    }
}
