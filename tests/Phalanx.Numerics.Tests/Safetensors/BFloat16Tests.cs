using FsCheck;
using FsCheck.Fluent;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Safetensors;

public class BFloat16Tests
{
    [Theory]
    [InlineData(0x3F808000u, 0x3F80)] // half way above an even one: down
    [InlineData(0x3F818000u, 0x3F82)] // half way above an odd one: up
    [InlineData(0x3F808001u, 0x3F81)] // just above half way
    [InlineData(0x3F817FFFu, 0x3F81)] // just below half way
    [InlineData(0x3FFFFFFFu, 0x4000)] // the carry reaches the exponent
    [InlineData(0x7F7FFFFFu, 0x7F80)] // the largest single overflows
    [InlineData(0xFF7F7FFFu, 0xFF7F)] // the last that does not, negative
    [InlineData(0x00008000u, 0x0000)] // subnormal tie
    [InlineData(0x80018000u, 0x8002)] // negative subnormal tie
    [InlineData(0x80000000u, 0x8000)] // -0
    [InlineData(0x7F800000u, 0x7F80)] // infinity
    public void A_single_is_rounded_to_the_nearest_and_ties_to_even(uint stored, int expected)
    {
        float value = BitConverter.UInt32BitsToSingle(stored);
        Assert.Equal(expected, BFloat16.FromSingle(value));
        Assert.Equal(expected, BFloat16.FromDouble(value));
    }

    [Theory]
    [InlineData(0x7F800001u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0xFFC00000u)]
    public void A_NaN_stays_a_NaN_of_its_sign(uint stored)
    {
        ushort bits = BFloat16.FromSingle(BitConverter.UInt32BitsToSingle(stored));
        Assert.True(float.IsNaN(BFloat16.ToSingle(bits)));
        Assert.Equal(stored >> 31, (uint)bits >> 15);
        Assert.True(float.IsNaN(BFloat16.ToSingle(BFloat16.FromDouble(double.NaN))));
    }

    [Fact]
    public void A_double_near_a_tie_is_not_rounded_twice()
    {
        double tie = 1 + Math.Pow(2, -8);
        Assert.Equal(0x3F80, BFloat16.FromDouble(tie));
        Assert.Equal(0x3F81, BFloat16.FromDouble(tie + Math.Pow(2, -40)));
        Assert.Equal(0x3F80, BFloat16.FromDouble(tie - Math.Pow(2, -40)));
        Assert.Equal(0xBF81, BFloat16.FromDouble(-tie - Math.Pow(2, -40)));

        double oddTie = 1 + 3 * Math.Pow(2, -8);
        Assert.Equal(0x3F82, BFloat16.FromDouble(oddTie));
        Assert.Equal(0x3F81, BFloat16.FromDouble(oddTie - Math.Pow(2, -40)));
    }

    [Fact]
    public void A_double_becomes_its_nearest_neighbour() => Prop.ForAll<double>(value =>
    {
        if (double.IsFinite(value) && Math.Abs(value) < 1e38)
        {
            ushort bits = BFloat16.FromDouble(value);
            double error = Math.Abs(BFloat16.ToSingle(bits) - value);
            Assert.True(error <= Math.Abs(BFloat16.ToSingle((ushort)(bits + 1)) - value));
            Assert.True((bits & 0x7FFF) == 0 || error <= Math.Abs(BFloat16.ToSingle((ushort)(bits - 1)) - value));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Doubles_beyond_the_range_become_infinite_and_tiny_ones_zero()
    {
        Assert.Equal(0x7F80, BFloat16.FromDouble(1e300));
        Assert.Equal(0xFF80, BFloat16.FromDouble(double.NegativeInfinity));
        Assert.Equal(0x8000, BFloat16.FromDouble(-1e-300));
        Assert.Equal(0x0000, BFloat16.FromDouble(double.Epsilon));
    }
}
