using FsCheck;
using FsCheck.Fluent;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Tests.Episodes;

public class BitPackingTests
{
    [Fact]
    public void Packed_flags_are_unpacked_as_zeros_and_ones() =>
        Prop.ForAll(Gen.Elements(true, false).ArrayOf().ToArbitrary(), flags =>
        {
            flags = [.. flags, .. flags, .. flags];
            byte[] packed = new byte[(flags.Length + 7) / 8];
            Array.Fill(packed, (byte)0xff);
            BitPacking.Pack(flags, packed);
            float[] factors = new float[flags.Length];
            BitPacking.Unpack(packed, factors);
            return factors.SequenceEqual(flags.Select(flag => flag ? 1f : 0f));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Flags_are_packed_lowest_bit_first_and_unused_bits_are_zero()
    {
        byte[] packed = [0xff, 0xff];
        BitPacking.Pack([true, false, false, false, false, false, false, true, false, true], packed);
        Assert.Equal([0b1000_0001, 0b0000_0010], packed);
    }
}
