using System.Numerics;

namespace Phalanx.Foundation;

// Draws that are not uniform.
public partial struct RandomStream
{
    private const double OpenStep = 1.0 / (1L << 52);

    /// <summary>A number from the standard normal distribution. Four words, always.</summary>
    /// <remarks>
    /// Box and Muller turn two uniforms into two independent normals. Only the first is used: keeping the second for the next call
    /// would make a draw depend on more than the stream's position. For the same reason it is not the polar method, whose
    /// rejections would make the number of words vary.
    /// </remarks>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2.0 * Elementary.Log(NextOpenDouble()));
        return radius * Elementary.Cos(2.0 * Math.PI * NextDouble());
    }

    /// <summary>A number from the standard Gumbel distribution, -ln(-ln u). Two words, always.</summary>
    /// <remarks>Adding one to each logit and taking the largest samples the soft-max of the logits.</remarks>
    public double NextGumbel() => -Elementary.Log(-Elementary.Log(NextOpenDouble()));

    /// <summary>An index drawn in proportion to its weight. Two words.</summary>
    /// <param name="weights">Weights that need not sum to one; none negative, at least one positive.</param>
    /// <returns>An index whose weight is positive.</returns>
    /// <exception cref="ArgumentException">A weight is negative, infinite or not a number, or none is positive.</exception>
    public int NextCategorical(ReadOnlySpan<float> weights) => NextIndexOf(weights);

    /// <inheritdoc cref="NextCategorical(ReadOnlySpan{float})"/>
    public int NextCategorical(ReadOnlySpan<double> weights) => NextIndexOf(weights);

    private int NextIndexOf<T>(ReadOnlySpan<T> weights)
        where T : IFloatingPointIeee754<T>
    {
        double total = TotalOf(weights);
        double threshold = NextDouble() * total;
        double cumulative = 0.0;
        int chosen = -1;
        for (int index = 0; index < weights.Length && cumulative <= threshold; index++)
        {
            // If the threshold rounds up to the total, the last positive weight is drawn.
            if (weights[index] > T.Zero)
            {
                cumulative += double.CreateTruncating(weights[index]);
                chosen = index;
            }
        }

        return chosen;
    }

    private static double TotalOf<T>(ReadOnlySpan<T> weights)
        where T : IFloatingPointIeee754<T>
    {
        double total = 0.0;
        for (int index = 0; index < weights.Length; index++)
        {
            if (!(weights[index] >= T.Zero))
            {
                throw new ArgumentException($"Weight {index} is {weights[index]}; a weight must not be negative.", nameof(weights));
            }

            total += double.CreateTruncating(weights[index]);
        }

        if (!(total > 0.0))
        {
            throw new ArgumentException($"None of the {weights.Length} weights is positive; there is nothing to draw.", nameof(weights));
        }

        if (!double.IsFinite(total))
        {
            throw new ArgumentException("The weights sum to infinity; each must be finite and so must their sum.", nameof(weights));
        }

        return total;
    }

    /// <summary>A real number in (0, 1): the midpoints of 2^52 equal parts, so that its logarithm is finite and not zero.</summary>
    private double NextOpenDouble() => ((NextUInt64() >> 12) + 0.5) * OpenStep;
}
