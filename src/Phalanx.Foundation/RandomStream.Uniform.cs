using System.Numerics;

namespace Phalanx.Foundation;

// Integers without bias, and reals evenly spread over an interval.
public partial struct RandomStream
{
    private const double DoubleStep = 1.0 / (1L << 53);
    private const float SingleStep = 1.0f / (1 << 24);

    /// <summary>A real number in [0, 1), one of 2^53 evenly spaced ones. Two words.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * DoubleStep;

    /// <summary>A real number in [0, 1), one of 2^24 evenly spaced ones. One word.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * SingleStep;

    /// <summary>
    /// A real number in [<paramref name="low"/>, <paramref name="high"/>); the bound itself when both are equal. Two words.
    /// </summary>
    /// <param name="low">The lower bound, which may be drawn.</param>
    /// <param name="high">The upper bound, which is not drawn.</param>
    /// <exception cref="ArgumentException">The bounds are in the wrong order, or infinitely far apart, or not numbers.</exception>
    public double NextUniform(double low, double high)
    {
        ThrowIfNotInterval(low, high);
        return NextWithin(low, high);
    }

    /// <summary>An integer from 0 to <paramref name="exclusiveMax"/> - 1, all equally likely. One word, rarely more.</summary>
    /// <param name="exclusiveMax">How many integers there are to choose from, at least one.</param>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)NextBelow((uint)exclusiveMax);
    }

    /// <summary>
    /// An integer from <paramref name="min"/> to <paramref name="exclusiveMax"/> - 1, all equally likely. One word, rarely more.
    /// </summary>
    /// <param name="min">The smallest integer that may be drawn.</param>
    /// <param name="exclusiveMax">One more than the largest integer that may be drawn.</param>
    public int NextInt(int min, int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(exclusiveMax, min);
        return (int)(min + (long)NextBelow((uint)((long)exclusiveMax - min)));
    }

    /// <summary>
    /// An integer below <paramref name="count"/>. From D. Lemire, "Fast random integer generation in an interval", 2019: the high half of
    /// word * count is the result; of the 2^32 words, those whose low half falls under 2^32 mod count are the surplus that would
    /// favour some results, and are drawn again.
    /// </summary>
    private uint NextBelow(uint count)
    {
        ulong product = (ulong)NextUInt32() * count;
        if ((uint)product < count)
        {
            // 2^32 mod count, reached only when it can matter because the division is the expensive part.
            uint surplus = (0u - count) % count;
            while ((uint)product < surplus)
            {
                product = (ulong)NextUInt32() * count;
            }
        }

        return (uint)(product >> 32);
    }

    private double NextWithin(double low, double high)
    {
        double value = low + ((high - low) * NextDouble());

        // The sum may round up to the excluded bound.
        return value < high ? value : Math.Max(low, Math.BitDecrement(high));
    }

    private float NextWithin(float low, float high)
    {
        float value = low + ((high - low) * NextSingle());
        return value < high ? value : Math.Max(low, MathF.BitDecrement(high));
    }

    private static void ThrowIfNotInterval<T>(T low, T high)
        where T : IFloatingPointIeee754<T>
    {
        if (!(low <= high) || !T.IsFinite(high - low))
        {
            throw new ArgumentException($"[{low}, {high}) is not an interval to draw from.");
        }
    }
}
