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
    [InlineData(SimdLevel.Scalar, "C87135E564987037")]
    [InlineData(SimdLevel.Bits128, "65D9337914B8798C")]
    [InlineData(SimdLevel.Bits256, "65D9337914B8798C")]
    [InlineData(SimdLevel.Bits512, "65D9337914B8798C")]
    public void Element_wise_functions_give_the_recorded_bits(SimdLevel level, string expected)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        float[] x = Draw(-8, 8);
        float[] positive = Draw(0, 30);
        List<float[]> results = [];
        Add(y => kernels.Map<Exp>(x, y));
        Add(y => kernels.Map<Log>(positive, y));
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            Add(y => kernels.Activate(activation, x, y));
        }

        Assert.Equal(expected, Digest(results));

        void Add(Action<float[]> compute) => results.Add(Computed(Rows * Columns, compute));
    }

    [Theory]
    [InlineData(SimdLevel.Scalar, "048AA86776689FD8")]
    [InlineData(SimdLevel.Bits128, "EA338C978C2997CC")]
    [InlineData(SimdLevel.Bits256, "695FC6CB77D57B9C")]
    [InlineData(SimdLevel.Bits512, "8809B7E6E7BD0ED1")]
    public void Sums_products_and_steps_give_the_recorded_bits(SimdLevel level, string expected)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        float[] x = Draw(-2, 2);
        float[] w = Draw(-1, 1);
        var attention = new AttentionShape(1, 1, 5, 2, 4);
        Assert.Equal(expected, Digest(
        [
            Computed(x.Length, y => kernels.Softmax(x, [], Columns, y)),
            Computed(x.Length, y => kernels.LogSoftmax(x, [], Columns, y)),
            Computed(Rows, y => kernels.LogSumExp(x, [], Columns, y)),
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
