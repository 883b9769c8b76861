using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

/// <summary>
/// A register width has the same bits on every machine, with or without instructions for fused operations or wide registers: what was
/// computed once must come out again. One kernel of every kind that rounds.
/// </summary>
public class KernelBitsTests
{
    private const int Rows = 23;
    private const int Columns = 41;

    [Theory]
    [InlineData(SimdLevel.Scalar, "C7976DD165373EC9")]
    [InlineData(SimdLevel.Bits128, "17BC84C023F9DA30")]
    [InlineData(SimdLevel.Bits256, "17BC84C023F9DA30")]
    [InlineData(SimdLevel.Bits512, "17BC84C023F9DA30")]
    public void Element_wise_functions_give_the_recorded_bits(SimdLevel level, string expected)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        float[] x = Draw(-8, 8);
        float[] positive = Draw(0, 30);
        List<float[]> results = [];
        Add(y => kernels.Map<Exp>(x, y));
        Add(y => kernels.Map<Log>(positive, y));
        Add(y => kernels.Map<Sin>(x, y));
        Add(y => kernels.Map<Cos>([.. x.Select(value => 1e5f * value)], y));
        Add(y => kernels.Map<Softplus>(x, y));
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            Add(y => kernels.Activate(activation, x, y));
        }

        Assert.Equal(expected, Digest(results));

        void Add(Action<float[]> compute) => results.Add(Computed(Rows * Columns, compute));
    }

    [Theory]
    [InlineData(SimdLevel.Scalar, "20B12DCF1A748E71")]
    [InlineData(SimdLevel.Bits128, "7CE144F764B79FDA")]
    [InlineData(SimdLevel.Bits256, "30F22EA47EBCE7DE")]
    [InlineData(SimdLevel.Bits512, "C1B26987AF5A7FD6")]
    public void Sums_products_and_steps_give_the_recorded_bits(SimdLevel level, string expected)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        float[] x = Draw(-2, 2);
        float[] w = Draw(-1, 1);
        float[] statistics = new float[2 * Rows];
        var attention = new AttentionShape(1, 1, 5, 2, 4);
        Assert.Equal(expected, Digest(
        [
            Computed(x.Length, y => kernels.Softmax(x, [], Columns, y)),
            Computed(x.Length, y => kernels.LogSoftmax(x, [], Columns, y)),
            Computed(Rows, y => kernels.LogSumExp(x, [], Columns, y)),
            Computed(x.Length, y => kernels.LayerNorm(x, w.AsSpan()[..Columns], w.AsSpan()[..Columns], 1e-5f, y, statistics)),
            Computed(Rows, y => kernels.RowSums(x, Columns, y)),
            Computed(Columns, y => kernels.AddColumnSums(x, Columns, y)),
            Computed(1, y => y[0] = kernels.Dot(x, w)),
            Computed(1, y => y[0] = (float)kernels.SumOfSquares(x)),
            Computed(Rows * Rows, y => kernels.Multiply(new(x, Rows, Columns), new MatrixSpan<float>(w, Rows, Columns).Transposed, y, Rows)),
            Computed(10, y =>
            {
                kernels.HeadScores(attention, x.AsSpan()[..8], w.AsSpan()[..40], y);
                kernels.MaskedWeights(attention, 0.5f, [0, 1, 0, 0, 0], y);
            }),
            Computed(Columns, y => kernels.GruGates(x.AsSpan()[..(3 * Columns)], w.AsSpan()[..(3 * Columns)], w.AsSpan()[..Columns], y, new float[4 * Columns], Columns)),
            Computed(x.Length, y => kernels.Adam(new(1e-3f, 0.1f, 0.999f, 0.001f, 0.1f, 1e-8f), x, new float[x.Length], [.. w.Select(Math.Abs)], y)),
        ]));
    }

    private static float[] Draw(float low, float high)
    {
        RandomStream stream = RandomData.Stream($"bits from {low} to {high}");
        float[] values = new float[Rows * Columns];
        stream.FillUniform(values, low, high);
        return values;
    }

    private static float[] Computed(int count, Action<float[]> compute)
    {
        float[] target = new float[count];
        compute(target);
        return target;
    }

    private static string Digest(IEnumerable<float[]> results) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(results.SelectMany(values => values).ToArray())))[..16];
}
