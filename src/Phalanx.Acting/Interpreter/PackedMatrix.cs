namespace Phalanx.Acting;

/// <summary>
/// A weight [out, in], stored as [in, out] with rows of zeros-padded length, so that outputs are computed side by side, and its bias.
/// </summary>
internal sealed class PackedMatrix
{
    /// <summary>Rows are padded to a multiple of this: four registers of eight numbers.</summary>
    public const int Tile = 32;

    public PackedMatrix(ReadOnlySpan<float> weight, int inputs, int outputs, ReadOnlySpan<float> bias)
    {
        (Inputs, Stride) = (inputs, Padded(outputs));
        Weights = new float[(long)inputs * Stride];
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
            {
                Weights[(input * Stride) + output] = weight[(output * inputs) + input];
            }
        }

        if (!bias.IsEmpty)
        {
            Bias = new float[Stride];
            bias.CopyTo(Bias);
        }
    }

    /// <summary>How many numbers a row has that it is applied to.</summary>
    public int Inputs { get; }

    /// <summary>How many numbers a row has that comes out, the padding included.</summary>
    public int Stride { get; }

    /// <summary>[in, stride].</summary>
    public float[] Weights { get; }

    /// <summary>[stride]; null for none.</summary>
    public float[]? Bias { get; }

    /// <summary>A width with its padding.</summary>
    public static int Padded(int width) => (width + Tile - 1) / Tile * Tile;

    /// <summary>The rows of a table [classes, out], each padded.</summary>
    public static float[] PadRows(ReadOnlySpan<float> table, int classes, int width)
    {
        int stride = Padded(width);
        float[] padded = new float[(long)classes * stride];
        for (int i = 0; i < classes; i++)
        {
            table.Slice(i * width, width).CopyTo(padded.AsSpan(i * stride));
        }

        return padded;
    }
}
