namespace Phalanx.Analysis.Statistics;

/// <summary>
/// Quantiles of many values without sorting them all: the search of C. Hoare, which puts one value at its place in the order and goes on in the part
/// where the place lies. Its result is that of sorting, in time that grows with the number of values alone.
/// </summary>
internal static class Selection
{
    /// <summary>A quantile as <see cref="Quantiles.OfSorted"/> gives it. It reorders the values.</summary>
    /// <param name="values">The values, at least one.</param>
    /// <param name="p">Which one, from 0 to 1.</param>
    public static double Quantile(Span<double> values, double p)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                return double.NaN;
            }
        }

        int below = (int)(p * (values.Length - 1));
        Place(values, below);
        if (below == values.Length - 1)
        {
            return values[below];
        }

        // The next greater one is the least of those behind.
        double next = double.PositiveInfinity;
        foreach (double value in values[(below + 1)..])
        {
            next = Math.Min(next, value);
        }

        return Quantiles.Between(values[below], next, (p * (values.Length - 1)) - below);
    }

    /// <summary>Reorders until the value at a place is the one that sorting would put there, none before it is greater and none behind it less.</summary>
    private static void Place(Span<double> values, int place)
    {
        int first = 0;
        int last = values.Length - 1;
        while (first < last)
        {
            double pivot = MiddleOf(values[first], values[first + ((last - first) / 2)], values[last]);
            int left = first;
            int right = last;
            while (left <= right)
            {
                // Both stop at values equal to the pivot, so that many equal ones are cut in the middle.
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            (first, last) = place <= right ? (first, right) : place >= left ? (left, last) : (place, place);
        }
    }

    private static double MiddleOf(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
