using System.Runtime.CompilerServices;

namespace Phalanx.Foundation;

/// <summary>Four 32-bit words: a counter going into <see cref="Philox4x32"/>, or the random words coming out.</summary>
[InlineArray(4)]
internal struct PhiloxBlock
{
    private uint _word;

    public static PhiloxBlock Of(uint word0, uint word1, uint word2, uint word3)
    {
        PhiloxBlock block = default;
        block[0] = word0;
        block[1] = word1;
        block[2] = word2;
        block[3] = word3;
        return block;
    }
}

/// <summary>
/// Philox4x32-10: a bijection of 128-bit counters, chosen by a 64-bit key, whose values on successive counters pass as random.
/// From J. Salmon, M. Moraes, R. Dror and D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 4.3.
/// </summary>
/// <remarks>
/// One round multiplies words 0 and 2 by constants and mixes the high halves with the other two words and the key:
/// <code>
/// (hi0, lo0) = M0 * c0        (hi1, lo1) = M1 * c2
/// c' = (hi1 ^ c1 ^ k0, lo1, hi0 ^ c3 ^ k1, lo0)
/// </code>
/// and between rounds the key advances by a Weyl sequence, k0 += W0 and k1 += W1.
/// </remarks>
internal static class Philox4x32
{
    private const int Rounds = 10;
    private const uint M0 = 0xD2511F53;
    private const uint M1 = 0xCD9E8D57;

    // The golden ratio and the square root of three less one, as 32-bit fractions.
    private const uint W0 = 0x9E3779B9;
    private const uint W1 = 0xBB67AE85;

    /// <summary>The random block of one counter under one key (the low half of the key is k0).</summary>
    public static PhiloxBlock Generate(uint c0, uint c1, uint c2, uint c3, ulong key)
    {
        uint k0 = (uint)key;
        uint k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)M0 * c0;
            ulong product1 = (ulong)M1 * c2;
            // Words and key are mixed first: the product, which comes last, is what the next round waits for.
            c0 = (uint)(product1 >> 32) ^ (c1 ^ k0);
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ (c3 ^ k1);
            c3 = (uint)product0;
            k0 += W0;
            k1 += W1;
        }

        return PhiloxBlock.Of(c0, c1, c2, c3);
    }
}
