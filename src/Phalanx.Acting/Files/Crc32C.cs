namespace Phalanx.Acting;

/// <summary>CRC-32C (Castagnoli), from a table of the remainders of all bytes.</summary>
internal static class Crc32C
{
    private const uint Polynomial = 0x82F63B78; // reversed

    private static readonly uint[] Remainders = RemaindersOfBytes();

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint register = uint.MaxValue;
        foreach (byte octet in bytes)
        {
            register = (register >> 8) ^ Remainders[(byte)(register ^ octet)];
        }

        return ~register;
    }

    private static uint[] RemaindersOfBytes()
    {
        uint[] remainders = new uint[256];
        for (uint octet = 0; octet < remainders.Length; octet++)
        {
            uint remainder = octet;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ Polynomial;
            }

            remainders[octet] = remainder;
        }

        return remainders;
    }
}
