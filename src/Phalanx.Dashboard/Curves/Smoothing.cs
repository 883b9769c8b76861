namespace Phalanx.Dashboard.Curves;

/// <summary>An exponential moving average, with the weight of the missing past taken off, as TensorBoard draws it.</summary>
internal static class Smoothing
{
    /// <summary>Smooths.</summary>
    /// <param name="values">The values.</param>
    /// <param name="weight">How much of the past stays, from 0 to less than 1.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> values, double weight)
    {
        double[] smooth = new double[values.Count];
        double past = 0;
        double left = 1;
        for (int i = 0; i < values.Count; i++)
        {
            past = (weight * past) + ((1 - weight) * values[i]);
            left *= weight;
            smooth[i] = past / (1 - left);
        }

        return smooth;
    }
}
