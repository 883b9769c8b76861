namespace Phalanx.Learning.Recording;

/// <summary>A range in equal steps: a code c stands for <c>low + step c</c>, worked out in double precision and rounded to single.</summary>
internal readonly record struct ValueRange(float Low, float Step)
{
    /// <summary>Whether there is more than one value, but the steps between them are too small for a number.</summary>
    public bool IsTooFine { get; private init; }

    /// <summary>The range of the finite ones among some values.</summary>
    public static ValueRange Of(ReadOnlySpan<float> values, int mostCode)
    {
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        if (low > high)
        {
            return default;
        }

        // Rounded up, so that no code lies beyond the last.
        float step = (float)(((double)high - low) / mostCode);
        step = (double)step * mostCode < (double)high - low ? MathF.BitIncrement(step) : step;
        return new ValueRange(low, step) { IsTooFine = high > low && !float.IsNormal(step) };
    }

    public int CodeOf(float value, int notFinite) =>
        !float.IsFinite(value) ? notFinite
        : Step == 0 ? 0
        : (int)Math.Round(((double)value - Low) / Step);

    public float ValueOf(int code, int notFinite) => code == notFinite ? float.NaN : (float)(Low + ((double)Step * code));
}
