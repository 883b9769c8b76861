using FsCheck;
using FsCheck.Fluent;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Tests.Episodes;

public class HalfPrecisionTests
{
    private static readonly StoredField s_field = new(SlotFields.Observations, Layouts.OneStep with { HalfPrecision = true });

    [Fact]
    public void Half_precision_rounds_to_nearest_and_ties_to_even() =>
        Assert.Equal(
            [1f, 1f + (1f / 512), 65504f, -65504f, 0f, 5.9604645e-8f, -0f],
            Rounded([1f + (1f / 2048), 1f + (3f / 2048), 65519.99f, -65519.99f, 1e-9f, 6e-8f, -1e-9f]));

    [Fact]
    public void Every_half_precision_value_is_widened_and_rounded_back_unchanged()
    {
        IEnumerable<Half> halves = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits));
        float[] all = [.. halves.Where(Half.IsFinite).Select(half => (float)half)];
        Assert.Equal(all.Select(BitConverter.SingleToInt32Bits), Rounded(all).Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Half_precision_rounding_of_a_value_does_not_depend_on_its_neighbours() =>
        Prop.ForAll<NormalFloat[]>(numbers =>
        {
            float[] values = [.. numbers.Select(number => (float)number.Get).Where(value => Math.Abs(value) < 65000)];
            return Rounded(values).SequenceEqual(values.Select(value => (float)(Half)value));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(65520f, "65520")]
    [InlineData(-1e30f, "-1E+30")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Values_beyond_the_range_of_half_precision_are_refused(float value, string shown)
    {
        // For any place of the value, in a vector or behind the last one, and beside other values that are not finite.
        for (int place = 0; place < 37; place++)
        {
            float[] values = new float[37];
            values[36 - place] = float.NaN;
            values[place] = value;
            string message = Assert.Throws<UserErrorException>(() => Rounded(values)).Message;
            Assert.Equal(
                $"replay.half_precision is true but the observations hold {shown}, and half precision ends at 65504; set it to false",
                message);
        }
    }

    [Fact]
    public void A_NaN_stays_a_NaN_in_half_precision() => Assert.Equal([1f, float.NaN, 2f], Rounded([1f, float.NaN, 2f]));

    private static float[] Rounded(float[] values)
    {
        Half[] halves = new Half[values.Length];
        float[] widened = new float[values.Length];
        HalfPrecision.Round(s_field, values, halves);
        HalfPrecision.Widen(halves, widened);
        return widened;
    }
}
