namespace Phalanx.Learning.Recording;

/// <summary>
/// Values as codes of 16 bits over their range, in two planes of bytes; or as they are, in four planes, where codes would make level what is
/// best and what is second too often. Bytes of one plane resemble each other, so that they deflate well.
/// </summary>
internal static class ValueCodes
{
    public const byte Coded = 0;
    public const byte Exact = 1;

    public const int MostCode = ushort.MaxValue - 1;
    public const int NotFinite = ushort.MaxValue;

    /// <summary>Values are exact when more than one in so many groups have best and second best on one code, though they differ.</summary>
    private const int LevelShare = 20;

    /// <summary>Writes values.</summary>
    /// <param name="section">Where.</param>
    /// <param name="values">The values that are recorded, group after group.</param>
    /// <param name="groups">How many values each group has, such as the available actions of an agent at a step; empty for exact values.</param>
    public static void Write(SectionWriter section, ReadOnlySpan<float> values, ReadOnlySpan<int> groups)
    {
        var range = ValueRange.Of(values, MostCode);
        if (groups.IsEmpty || range.IsTooFine || LevelGroups(values, groups, range) * LevelShare > groups.Length)
        {
            section.Byte(Exact);
            Span<byte> exact = section.Room(checked(values.Length * sizeof(float)));
            for (int index = 0; index < values.Length; index++)
            {
                WritePlanes(exact, values.Length, index, BitConverter.SingleToUInt32Bits(values[index]), sizeof(float));
            }

            return;
        }

        section.Byte(Coded);
        section.Single(range.Low);
        section.Single(range.Step);
        Span<byte> codes = section.Room(checked(values.Length * sizeof(ushort)));
        for (int index = 0; index < values.Length; index++)
        {
            WritePlanes(codes, values.Length, index, (uint)range.CodeOf(values[index], NotFinite), sizeof(ushort));
        }
    }

    private static void WritePlanes(Span<byte> planes, int count, int index, uint bits, int bytes)
    {
        for (int plane = 0; plane < bytes; plane++)
        {
            planes[(plane * count) + index] = (byte)(bits >> (8 * plane));
        }
    }

    /// <summary>How many groups have two different best values on one code.</summary>
    private static int LevelGroups(ReadOnlySpan<float> values, ReadOnlySpan<int> groups, ValueRange range)
    {
        int level = 0;
        foreach (int size in groups)
        {
            (float best, float second) = (float.NegativeInfinity, float.NegativeInfinity);
            foreach (float value in values[..size])
            {
                (best, second) = value > best ? (value, best) : (best, value < best ? Math.Max(second, value) : second);
            }

            level += float.IsFinite(best) && float.IsFinite(second) && range.CodeOf(best, NotFinite) == range.CodeOf(second, NotFinite) ? 1 : 0;
            values = values[size..];
        }

        return level;
    }
}

/// <summary>Values of a section, read one by one.</summary>
internal readonly struct CodedValues
{
    private readonly ReadOnlyMemory<byte> _planes;
    private readonly ValueRange _range;
    private readonly bool _exact;

    /// <summary>The values of a section that must hold so many.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public CodedValues(ReadOnlyMemory<byte> section, long count)
    {
        var reader = new SectionReader(section.Span, "values");
        byte form = reader.Byte();
        _exact = form == ValueCodes.Exact;
        if (form > ValueCodes.Exact)
        {
            throw reader.Wrong($"values of form {form}; this version reads 0 and 1");
        }

        _range = _exact ? default : new ValueRange(reader.Single(), reader.Single());
        if (reader.Left != count * (_exact ? sizeof(float) : sizeof(ushort)))
        {
            throw reader.Wrong($"{reader.Left} bytes for {count} numbers");
        }

        _planes = section[^reader.Left..];
        Count = (int)count;
    }

    public int Count { get; }

    public float this[int index]
    {
        get
        {
            ReadOnlySpan<byte> planes = _planes.Span;
            int code = planes[index] | (planes[Count + index] << 8);
            return !_exact ? _range.ValueOf(code, ValueCodes.NotFinite)
                : BitConverter.Int32BitsToSingle(code | (planes[(2 * Count) + index] << 16) | (planes[(3 * Count) + index] << 24));
        }
    }
}
