namespace Phalanx.Native;

/// <summary>Lengths of buffers.</summary>
internal static class Lengths
{
    /// <summary>A product that is the length of one buffer; refused where it is longer than a span can be.</summary>
    public static int Product(int rows, int width, int length)
    {
        long product = (long)rows * width * length;
        return product <= int.MaxValue
            ? (int)product
            : throw RefusedCallException.Argument(FormattableString.Invariant($"{rows} environments need {product} values in one buffer; call with fewer of them"));
    }
}
