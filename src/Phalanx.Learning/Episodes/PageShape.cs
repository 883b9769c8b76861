namespace Phalanx.Learning.Episodes;

/// <summary>How a number of slots lie in one block of memory: field after field, and the slots of a field next to each other.</summary>
internal sealed class PageShape
{
    // A field begins where its widest elements may.
    private const int Alignment = sizeof(float);

    private readonly int[] _offsets;

    public PageShape(SlotFormat format, int slots)
    {
        Format = format;
        Slots = slots;
        _offsets = new int[SlotFields.All.Count];
        long end = 0;
        foreach (StoredField field in format.Fields)
        {
            long begin = (end + Alignment - 1) / Alignment * Alignment;
            end = begin + ((long)field.Stride * slots);
            if (end > Array.MaxLength)
            {
                throw new ArgumentException($"{slots} slots of {format.BytesPerSlot} bytes are more than one block of memory can hold.");
            }

            _offsets[field.Field.Index] = (int)begin;
        }

        Bytes = (int)end;
    }

    public SlotFormat Format { get; }

    public int Slots { get; }

    public int Bytes { get; }

    public int OffsetOf(StoredField field) => _offsets[field.Field.Index];
}
