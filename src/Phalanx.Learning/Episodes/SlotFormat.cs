namespace Phalanx.Learning.Episodes;

/// <summary>The fields that a layout stores, and how.</summary>
internal sealed class SlotFormat
{
    private readonly List<StoredField> _fields = [];
    private readonly StoredField?[] _byField = new StoredField?[SlotFields.All.Count];

    public SlotFormat(EpisodeLayout layout)
    {
        ThrowIfInvalid(layout);
        Layout = layout;
        foreach (SlotField field in SlotFields.All)
        {
            if (field.ShapeIn(layout).Columns == 0)
            {
                continue;
            }

            StoredField stored = new(field, layout);
            _fields.Add(stored);
            _byField[field.Index] = stored;
            BytesPerSlot += stored.Stride;
            StepSlotFields |= field.Bit;
            LastSlotFields |= field.PerStep ? 0 : field.Bit;
        }
    }

    public EpisodeLayout Layout { get; }

    /// <summary>Those that are stored, in the order of the table.</summary>
    public IReadOnlyList<StoredField> Fields => _fields;

    /// <summary>A bit for every field that the last slot of an episode must have.</summary>
    public ulong LastSlotFields { get; }

    /// <summary>A bit for every field that any other slot must have.</summary>
    public ulong StepSlotFields { get; }

    /// <summary>How many bytes a slot takes.</summary>
    public long BytesPerSlot { get; }

    /// <summary>How a field is stored; null where it is not.</summary>
    public StoredField? this[SlotField field] => _byField[field.Index];

    private static void ThrowIfInvalid(EpisodeLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layout.Agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layout.EpisodeLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(layout.Actions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layout.Actions, ushort.MaxValue + 1);
        ArgumentOutOfRangeException.ThrowIfNegative(layout.ActionDimensions);
        ArgumentOutOfRangeException.ThrowIfNegative(layout.ObservationSize);
        ArgumentOutOfRangeException.ThrowIfNegative(layout.StateSize);
        ArgumentOutOfRangeException.ThrowIfNegative(layout.AgentFeatureSize);
        if ((layout.Actions > 0) == (layout.ActionDimensions > 0))
        {
            throw new ArgumentException(
                $"Actions is {layout.Actions} and ActionDimensions {layout.ActionDimensions}; exactly one of them must be positive.");
        }

        if (layout.StoresAvailableActions && layout.Actions == 0)
        {
            throw new ArgumentException("StoresAvailableActions is set but actions are continuous; there are none to mark.");
        }

        if (layout.Entities is { } entities && (entities.Count < layout.Agents || entities.Width <= 0))
        {
            throw new ArgumentException($"{entities} must hold {layout.Agents} agents or more, and at least one feature of each.");
        }
    }
}
