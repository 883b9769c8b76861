namespace Phalanx.Learning.Episodes;

/// <summary>
/// The table of slot fields, in the order in which they are stored. A field that is added here is read from environments, written, replayed,
/// saved and restored; <see cref="EpisodeLayout"/> says where it is stored, and a shard offers it.
/// </summary>
public static class SlotFields
{
    // Which fields of a slot have been written is kept in the bits of one number.
    private const int MostFields = 64;

    // First, because the fields below add themselves.
    private static readonly List<SlotField> Fields = [];

    /// <summary>What the agents see.</summary>
    public static RealField Observations { get; } = Add(new RealField("observations", layout => (layout.Agents, layout.ObservationSize))
    {
        RowName = "observation of agent",
        WrittenBy = (environments, which, values) => environments.WriteObservations(which, values),
    });

    /// <summary>What is true of the whole environment.</summary>
    public static RealField State { get; } = Add(new RealField("state", layout => (1, layout.StateSize))
    {
        WrittenBy = (environments, which, values) => environments.WriteState(which, values),
    });

    /// <summary>Which discrete actions may be chosen.</summary>
    public static FlagField AvailableActions { get; } =
        Add(new FlagField("available actions", layout => (layout.Agents, layout.StoresAvailableActions ? layout.Actions : 0))
        {
            WrittenBy = (environments, which, values) => environments.WriteAvailableActions(which, values),
        });

    /// <summary>The numbers of the state that describe each agent.</summary>
    public static RealField AgentFeatures { get; } = Add(new RealField("agent features", layout => (layout.Agents, layout.AgentFeatureSize))
    {
        RowName = "features of agent",
        WrittenBy = (environments, which, values) => environments.WriteAgentFeatures(which, values),
    });

    /// <summary>The features of the entities.</summary>
    public static RealField Entities { get; } =
        Add(new RealField("entities", layout => (layout.Entities?.Count ?? 0, layout.Entities?.Width ?? 0)) { RowName = "row of entity" });

    /// <summary>Which entities are unused.</summary>
    public static FlagField AbsentEntities { get; } =
        Add(new FlagField("absent entities", layout => (1, layout.Entities?.Count ?? 0)) { PaddingValue = 1 });

    /// <summary>Which entities each agent does not see.</summary>
    public static FlagField HiddenEntities { get; } =
        Add(new FlagField("hidden entities", layout => (layout.Agents, layout.Entities?.Count ?? 0)) { PaddingValue = 1 });

    /// <summary>Which agents are alive.</summary>
    public static FlagField Alive { get; } = Add(new FlagField("alive agents", layout => (layout.Agents, layout.StoresAlive ? 1 : 0))
    {
        WrittenBy = (environments, which, values) => environments.WriteAlive(which, values),
    });

    /// <summary>Which discrete actions the agents take.</summary>
    public static IndexField Actions { get; } =
        Add(new IndexField("actions", layout => (layout.Agents, layout.Actions > 0 ? 1 : 0), layout => layout.Actions) { PerStep = true });

    /// <summary>The actions of the agents where actions are continuous.</summary>
    public static RealField ContinuousActions { get; } =
        Add(new RealField("continuous actions", layout => (layout.Agents, layout.ActionDimensions)) { PerStep = true, IsExact = true });

    /// <summary>The reward of the team.</summary>
    public static RealField Rewards { get; } = Add(new RealField("rewards", _ => (1, 1)) { PerStep = true, IsExact = true });

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<SlotField> All => Fields;

    /// <summary>The calls by which environments write them. The last initialiser: all fields are there.</summary>
    internal static IReadOnlyList<SlotSource> Sources { get; } =
    [
        .. Fields.Select(field => field.Source).OfType<SlotSource>(),
        new SlotSource(
            (environments, which, rows) =>
                environments.WriteEntities(which, rows.Of(Entities), rows.Of(AbsentEntities), rows.Of(HiddenEntities)),
            Entities,
            AbsentEntities,
            HiddenEntities),
    ];

    private static TField Add<TField>(TField field)
        where TField : SlotField
    {
        if (Fields.Count == MostFields)
        {
            throw new InvalidOperationException($"There are more than {MostFields} slot fields.");
        }

        field.Index = Fields.Count;
        Fields.Add(field);
        return field;
    }
}
