using System.Numerics;

namespace Phalanx.Learning;

/// <summary>Draws an index by weights.</summary>
internal static class WeightedDraw
{
    /// <summary>
    /// The index of the weight in which a share of the sum of weights falls; never one whose weight is zero, and -1 where
    /// all are zero.
    /// </summary>
    /// <param name="weights">The weights, none negative; they need not sum to one.</param>
    /// <param name="share">A uniform draw from [0, 1).</param>
    public static int Index<TWeight>(ReadOnlySpan<TWeight> weights, double share)
        where TWeight : unmanaged, INumber<TWeight>
    {
        double all = 0;
        foreach (TWeight weight in weights)
        {
            all += double.CreateChecked(weight);
        }

        double rest = share * all;
        int chosen = -1;
        for (int i = 0; i < weights.Length && (chosen < 0 || rest >= 0); i++)
        {
            if (weights[i] > TWeight.Zero)
            {
                chosen = i;
                rest -= double.CreateChecked(weights[i]);
            }
        }

        return chosen;
    }
}
