namespace Phalanx.Learning.Episodes;

/// <summary>Some slots in one block of memory.</summary>
internal sealed class SlotPage(PageShape shape)
{
    private readonly byte[] _bytes = new byte[shape.Bytes];

    /// <summary>One field of some slots in a row.</summary>
    public Span<byte> Rows(StoredField field, int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)first, (uint)shape.Slots);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(shape.Slots - first));
        return _bytes.AsSpan(shape.OffsetOf(field) + (first * field.Stride), count * field.Stride);
    }
}
