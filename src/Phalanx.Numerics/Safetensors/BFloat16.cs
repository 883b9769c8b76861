namespace Phalanx.Numerics.Safetensors;

/// <summary>Conversions to and from the sixteen bits of a bfloat16: sign, 8 exponent bits and 7 mantissa bits of a single.</summary>
internal static class BFloat16
{
    private const uint QuietNaN = 0x0040;

    public static float ToSingle(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>Rounds to the nearest, ties to even; a NaN stays a NaN, what overflows becomes infinite.</summary>
    public static ushort FromSingle(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            // Cutting the payload could leave an infinity, and rounding could carry into the sign: keep one bit set instead.
            return (ushort)((bits >> 16) | QuietNaN);
        }

        // A little less than half of the last kept bit, or exactly half where that bit is odd; the carry may run into the exponent.
        uint rounding = 0x7FFF + ((bits >> 16) & 1);
        return (ushort)((bits + rounding) >> 16);
    }

    /// <summary>Rounds a double to the nearest, ties to even, in effect once.</summary>
    public static ushort FromDouble(double value)
    {
        float single = (float)value;
        uint bits = BitConverter.SingleToUInt32Bits(single);

        // Rounding to single may land exactly on a tie of the second rounding. An inexact single is therefore made odd ("round to odd"):
        // its last bit then tells that bits were cut off, and on which side of the tie the value lies.
        bool inexact = float.IsFinite(single) && single != value;
        if (inexact && (bits & 1) == 0)
        {
            bits = Math.Abs((double)single) > Math.Abs(value) ? bits - 1 : bits + 1;
        }

        return FromSingle(BitConverter.UInt32BitsToSingle(bits));
    }
}
