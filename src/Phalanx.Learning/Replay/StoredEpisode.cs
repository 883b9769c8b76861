using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>One episode of a replay, valid until another episode is added. Values are read into the caller's memory.</summary>
public readonly struct StoredEpisode : ISlots
{
    private readonly SlotRing _ring;
    private readonly SlotFormat _format;
    private readonly long _firstSlot;

    internal StoredEpisode(SlotRing ring, SlotFormat format, long number, long kind, long firstSlot, int length, bool terminated)
    {
        _ring = ring;
        _format = format;
        _firstSlot = firstSlot;
        Number = number;
        Kind = kind;
        Length = length;
        Terminated = terminated;
    }

    /// <summary>Its number, counted through the run from 0.</summary>
    public long Number { get; }

    /// <summary>The same for episodes of the replay that are known to be equal. Only those of a single step are compared.</summary>
    internal long Kind { get; }

    /// <summary>The fields that are stored.</summary>
    internal IReadOnlyList<StoredField> Fields => _format.Fields;

    /// <summary>How many steps it has. There is one slot more.</summary>
    public int Length { get; }

    /// <summary>Whether the environment itself ended it after its last step; false at a time limit.</summary>
    public bool Terminated { get; }

    /// <summary>Reads a field of some slots in a row, as many as there is room for.</summary>
    /// <param name="field">The field.</param>
    /// <param name="first">The slot to begin with, from 0.</param>
    /// <param name="destination">[slots x rows x columns].</param>
    /// <exception cref="InvalidOperationException">The layout does not store it.</exception>
    public void Read<TRead>(SlotField<TRead> field, int first, Span<TRead> destination)
        where TRead : unmanaged
    {
        StoredField stored = _format[field]
            ?? throw new InvalidOperationException($"'{field.Name}' was read, but the layout does not store it.");
        for (int slots = SlotsToRead(stored, first, destination.Length); slots > 0;)
        {
            ReadOnlySpan<byte> bytes = ContiguousSlots(stored, first, slots);
            int run = bytes.Length / stored.Stride;
            int values = run * stored.Width;
            field.Decode(stored, bytes, destination[..values]);
            destination = destination[values..];
            first += run;
            slots -= run;
        }
    }

    /// <summary>Whether another episode of the same replay is as long as this one, ends as it does, and holds the same in every slot that counts.</summary>
    internal bool EqualsIn(in StoredEpisode other)
    {
        if (Length != other.Length || Terminated != other.Terminated)
        {
            return false;
        }

        for (int i = 0; i < Fields.Count; i++) // an enumerator of an interface would be allocated
        {
            StoredField field = Fields[i];
            for (int slot = 0; slot < SlotsThatCount(field); slot++)
            {
                if (!ContiguousSlots(field, slot, 1).SequenceEqual(other.ContiguousSlots(field, slot, 1)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>How many slots of a field may be read by what learns from the episode: after a true end nothing bootstraps.</summary>
    internal int SlotsThatCount(StoredField field) => field.Field.PerStep || Terminated ? Length : Length + 1;

    /// <summary>One field of some slots as it is stored, or of as many of them as lie next to each other in memory.</summary>
    internal ReadOnlySpan<byte> ContiguousSlots(StoredField field, int first, int count) => _ring.ContiguousSlots(field, _firstSlot + first, count);

    ReadOnlySpan<byte> ISlots.ContiguousSlots(StoredField field, int first, int count) => ContiguousSlots(field, first, count);

    private int SlotsToRead(StoredField field, int first, int values)
    {
        (int slots, int rest) = Math.DivRem(values, field.Width);
        if (rest != 0)
        {
            throw new ArgumentException($"There is room for {values} values of '{field.Name}', no multiple of the {field.Width} of a slot.");
        }

        int held = field.Field.SlotsIn(Length);
        if ((uint)first > (uint)held || slots > held - first)
        {
            throw new ArgumentOutOfRangeException(
                nameof(first), first, $"'{field.Name}' was to be read for {slots} slots from there; the episode has {held}.");
        }

        return slots;
    }
}
