using System.Runtime.InteropServices;
using Phalanx.Foundation;

namespace Phalanx.Numerics.Tests.Kernels;

/// <summary>A row of a result must be the same bit for bit, however many rows are in the call.</summary>
internal static class RowIndependence
{
    private const int Rows = 9;

    public delegate void Kernel(ReadOnlySpan<float> source, int rows, Span<float> target);

    public static void Verify(int sourceWidth, int targetWidth, Kernel kernel)
    {
        RandomStream stream = RandomData.Stream("row-independence");
        float[] source = RandomData.Uniform(Rows * sourceWidth, ref stream);
        float[] whole = new float[Rows * targetWidth];
        kernel(source, Rows, whole);
        for (int first = 0; first < Rows; first++)
        {
            for (int rows = 1; first + rows <= Rows; rows++)
            {
                float[] part = new float[rows * targetWidth];
                kernel(source.AsSpan(first * sourceWidth, rows * sourceWidth), rows, part);
                Assert.True(
                    Bits(part).SequenceEqual(Bits(whole.AsSpan(first * targetWidth, part.Length))), $"{rows} rows from {first} differ");
            }
        }
    }

    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values);
}
