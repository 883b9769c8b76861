using Phalanx.Foundation;

namespace Phalanx.Numerics.Tests.Kernels;

/// <summary>Random operands for kernels, and the comparison of their results.</summary>
internal static class RandomData
{
    /// <summary>Lengths around the widths of registers.</summary>
    public static readonly int[] Lengths = [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33];

    public static RandomStream Stream(string purpose) => new(11, StreamPurpose.Named(purpose), 0);

    public static int Length(ref RandomStream stream) => Lengths[stream.NextInt(Lengths.Length)];

    public static float[] Uniform(int count, ref RandomStream stream)
    {
        float[] values = new float[count];
        stream.FillUniform(values, -1, 1);
        return values;
    }

    public static float[] Bits(int count, double probability, ref RandomStream stream)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = stream.NextUniform(0, 1) < probability ? 1 : 0;
        }

        return values;
    }

    public static void AssertClose(double[] expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{what} at {i}: {actual[i]} instead of {expected[i]}");
        }
    }
}
