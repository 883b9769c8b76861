namespace Phalanx.Testing;

/// <summary>CRC-32C by its definition, which the product's is tested against.</summary>
internal static class Castagnoli
{
    /// <summary>The remainder of a division by the polynomial, bit by bit, all bits reversed.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte octet in bytes)
        {
            remainder ^= octet;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ 0x82F63B78;
            }
        }

        return ~remainder;
    }
}
