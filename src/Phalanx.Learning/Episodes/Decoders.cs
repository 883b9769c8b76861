using System.Runtime.InteropServices;

namespace Phalanx.Learning.Episodes;

/// <summary>Turns the stored rows of a field into values.</summary>
internal interface IDecoder<T>
{
    /// <summary>Decodes some rows.</summary>
    /// <param name="field">The field they are of.</param>
    /// <param name="rows">[rows x stride] bytes.</param>
    /// <param name="values">[rows x width].</param>
    static abstract void Decode(StoredField field, ReadOnlySpan<byte> rows, Span<T> values);
}

/// <summary>Real numbers in either precision.</summary>
internal readonly struct Reals : IDecoder<float>
{
    public static void Decode(StoredField field, ReadOnlySpan<byte> rows, Span<float> values)
    {
        if (field.Encoding == FieldEncoding.Half)
        {
            HalfPrecision.Widen(MemoryMarshal.Cast<byte, Half>(rows), values);
        }
        else
        {
            MemoryMarshal.Cast<byte, float>(rows).CopyTo(values);
        }
    }
}

/// <summary>Flags as true and false.</summary>
internal readonly struct Flags : IDecoder<bool>
{
    public static void Decode(StoredField field, ReadOnlySpan<byte> rows, Span<bool> values)
    {
        for (; !values.IsEmpty; rows = rows[field.Stride..], values = values[field.Width..])
        {
            BitPacking.Unpack(rows, values[..field.Width]);
        }
    }
}

/// <summary>Flags as factors: 1 for true, 0 for false.</summary>
internal readonly struct Factors : IDecoder<float>
{
    public static void Decode(StoredField field, ReadOnlySpan<byte> rows, Span<float> values)
    {
        for (; !values.IsEmpty; rows = rows[field.Stride..], values = values[field.Width..])
        {
            BitPacking.Unpack(rows, values[..field.Width]);
        }
    }
}

/// <summary>Indices of actions.</summary>
internal readonly struct Indices : IDecoder<int>
{
    public static void Decode(StoredField field, ReadOnlySpan<byte> rows, Span<int> values)
    {
        if (field.Encoding == FieldEncoding.Byte)
        {
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = rows[index];
            }
        }
        else
        {
            ReadOnlySpan<ushort> wide = MemoryMarshal.Cast<byte, ushort>(rows);
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = wide[index];
            }
        }
    }
}
