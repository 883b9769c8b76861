using System.Runtime.InteropServices;

namespace Phalanx.Learning.Episodes;

/// <summary>Indices below a number that the layout says, in a byte each where that is enough.</summary>
public sealed class IndexField : SlotField<int, int>
{
    private readonly Func<EpisodeLayout, int> _count;

    internal IndexField(string name, Func<EpisodeLayout, (int Rows, int Columns)> shape, Func<EpisodeLayout, int> count)
        : base(name, shape) => _count = count;

    internal override FieldEncoding EncodingIn(EpisodeLayout layout) =>
        _count(layout) <= byte.MaxValue + 1 ? FieldEncoding.Byte : FieldEncoding.UInt16;

    internal override void Encode(StoredField field, ReadOnlySpan<int> values, Span<byte> stored)
    {
        int count = _count(field.Layout);
        bool wide = field.Encoding == FieldEncoding.UInt16;
        for (int index = 0; index < values.Length; index++)
        {
            int value = values[index];
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(values));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, count, nameof(values));
            if (wide)
            {
                MemoryMarshal.Write(stored[(index * sizeof(ushort))..], (ushort)value);
            }
            else
            {
                stored[index] = (byte)value;
            }
        }
    }

    internal override void Decode(StoredField field, ReadOnlySpan<byte> stored, Span<int> values)
    {
        if (field.Encoding == FieldEncoding.Byte)
        {
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = stored[index];
            }
        }
        else
        {
            ReadOnlySpan<ushort> wide = MemoryMarshal.Cast<byte, ushort>(stored);
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = wide[index];
            }
        }
    }
}
