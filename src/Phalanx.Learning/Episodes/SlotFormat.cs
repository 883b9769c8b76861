namespace Phalanx.Learning.Episodes;

/// <summary>The fields that a layout comes down to. A field that is not stored is null.</summary>
internal sealed class SlotFormat
{
    // Which fields of a slot have been written is kept in the bits of one number.
    private const int MostFields = 64;

    private readonly List<StoredField> _fields = [];

    public SlotFormat(EpisodeLayout layout)
    {
        ThrowIfInvalid(layout);
        Layout = layout;
        FieldEncoding real = layout.HalfPrecision ? FieldEncoding.Half : FieldEncoding.Single;
        int agents = layout.Agents;

        Observations = Add("observations", real, agents, layout.ObservationSize);
        State = Add("state", real, 1, layout.StateSize);
        AvailableActions = Add("available actions", FieldEncoding.Bit, agents, layout.StoresAvailableActions ? layout.Actions : 0);
        AgentFeatures = Add("agent features", real, agents, layout.AgentFeatureSize);
        EntityRows = Add("entities", real, layout.Entities?.Count ?? 0, layout.Entities?.Width ?? 0);
        AbsentEntities = Add("absent entities", FieldEncoding.Bit, 1, layout.Entities?.Count ?? 0);
        HiddenEntities = Add("hidden entities", FieldEncoding.Bit, agents, layout.Entities?.Count ?? 0);
        FieldEncoding index = layout.Actions <= byte.MaxValue + 1 ? FieldEncoding.Byte : FieldEncoding.UInt16;
        Actions = Add("actions", index, agents, layout.Actions > 0 ? 1 : 0, perStep: true);
        ContinuousActions = Add("continuous actions", FieldEncoding.Single, agents, layout.ActionDimensions, perStep: true);
        Rewards = Add("rewards", FieldEncoding.Single, 1, 1, perStep: true)!;
        Extras = [.. layout.Extras.Select(extra => Add(extra.Name, FieldEncoding.Single, 1, extra.Width, perStep: true)!)];

        foreach (StoredField field in _fields)
        {
            BytesPerSlot += field.Stride;
            ulong bit = 1UL << field.Index;
            AllOfStep |= bit;
            AllSeen |= field.PerStep ? 0 : bit;
        }
    }

    public EpisodeLayout Layout { get; }

    public IReadOnlyList<StoredField> Fields => _fields;

    public StoredField? Observations { get; }

    public StoredField? State { get; }

    public StoredField? AvailableActions { get; }

    public StoredField? AgentFeatures { get; }

    public StoredField? EntityRows { get; }

    public StoredField? AbsentEntities { get; }

    public StoredField? HiddenEntities { get; }

    public StoredField? Actions { get; }

    public StoredField? ContinuousActions { get; }

    public StoredField Rewards { get; }

    public StoredField[] Extras { get; }

    /// <summary>A bit for every field that the last slot of an episode must have.</summary>
    public ulong AllSeen { get; }

    /// <summary>A bit for every field that any other slot must have.</summary>
    public ulong AllOfStep { get; }

    /// <summary>How many bytes a slot takes.</summary>
    public long BytesPerSlot { get; }

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

        ThrowIfInvalid(layout.Extras);
    }

    private static void ThrowIfInvalid(IReadOnlyList<ExtraField> extras)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ExtraField extra in extras)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(extra.Name);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(extra.Width);
            if (!names.Add(extra.Name))
            {
                throw new ArgumentException($"The extra field '{extra.Name}' is named twice.");
            }
        }
    }

    private StoredField? Add(string name, FieldEncoding encoding, int rows, int width, bool perStep = false)
    {
        if (width == 0)
        {
            return null;
        }

        if (_fields.Count == MostFields)
        {
            throw new ArgumentException($"The layout has more than {MostFields} fields.");
        }

        StoredField field = new(name, encoding, checked(rows * width), perStep, _fields.Count);
        _fields.Add(field);
        return field;
    }
}
