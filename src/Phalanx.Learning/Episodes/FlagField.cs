namespace Phalanx.Learning.Episodes;

/// <summary>Flags, a bit each, which are read as factors: 1 for true, 0 for false.</summary>
public sealed class FlagField : SlotField<float, bool>
{
    internal FlagField(string name, Func<EpisodeLayout, (int Rows, int Columns)> shape)
        : base(name, shape)
    {
    }

    internal override FieldEncoding EncodingIn(EpisodeLayout layout) => FieldEncoding.Bit;

    internal override void Encode(StoredField field, ReadOnlySpan<bool> values, Span<byte> stored) => BitPacking.Pack(values, stored);

    internal override void Decode(StoredField field, ReadOnlySpan<byte> stored, Span<float> values)
    {
        for (; !values.IsEmpty; stored = stored[field.Stride..], values = values[field.Width..])
        {
            BitPacking.Unpack(stored, values[..field.Width]);
        }
    }
}
