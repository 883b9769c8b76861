using System.Runtime.InteropServices;

namespace Phalanx.Learning.Episodes;

/// <summary>Real numbers, in the precision that the layout says.</summary>
public sealed class RealField : SlotField<float, float>
{
    internal RealField(string name, Func<EpisodeLayout, (int Rows, int Columns)> shape)
        : base(name, shape)
    {
    }

    /// <summary>Whether it is stored in single precision even where the layout rounds.</summary>
    internal bool IsExact { get; init; }

    internal override FieldEncoding EncodingIn(EpisodeLayout layout) =>
        layout.HalfPrecision && !IsExact ? FieldEncoding.Half : FieldEncoding.Single;

    internal override void Encode(StoredField field, ReadOnlySpan<float> values, Span<byte> stored)
    {
        if (field.Encoding == FieldEncoding.Half)
        {
            HalfPrecision.Round(field, values, MemoryMarshal.Cast<byte, Half>(stored));
        }
        else
        {
            MemoryMarshal.AsBytes(values).CopyTo(stored);
        }
    }

    internal override void Decode(StoredField field, ReadOnlySpan<byte> stored, Span<float> values)
    {
        if (field.Encoding == FieldEncoding.Half)
        {
            HalfPrecision.Widen(MemoryMarshal.Cast<byte, Half>(stored), values);
        }
        else
        {
            MemoryMarshal.Cast<byte, float>(stored).CopyTo(values);
        }
    }
}
