using System.Globalization;
using System.Runtime.InteropServices;
using Phalanx.Learning.Faults;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Learning.Episodes;

/// <summary>Real numbers, in the precision that the layout says.</summary>
public sealed class RealField : SlotField<float, float>
{
    internal RealField(string name, Func<EpisodeLayout, (int Rows, int Columns)> shape)
        : base(name, shape)
    {
    }

    /// <summary>What one row of it is called in a sentence, as <c>observation of agent</c>; null where it has one row for the whole team.</summary>
    internal string? RowName { get; init; }

    /// <summary>Whether it is stored in single precision even where the layout rounds.</summary>
    internal bool IsExact { get; init; }

    internal override bool IsFinite(SlotRows rows) => Kernels<float>.Best.AllFinite(rows.Of(this));

    internal override (int Row, string Tensor, NonFinite Numbers)? FindNonFinite(SlotRows rows, EpisodeLayout layout)
    {
        Span<float> values = rows.Of(this);
        (int parts, int columns) = ShapeIn(layout);
        for (int part = 0; part < rows.Count * parts; part++)
        {
            NonFinite numbers = NonFinite.Count<float>(values.Slice(part * columns, columns));
            if (numbers.Any)
            {
                (int row, int own) = Math.DivRem(part, parts);
                return (row, RowName is { } name ? string.Create(CultureInfo.InvariantCulture, $"{name} {own}") : Name, numbers);
            }
        }

        return null;
    }

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
