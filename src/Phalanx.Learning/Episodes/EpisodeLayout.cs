namespace Phalanx.Learning.Episodes;

/// <summary>
/// What is stored of every episode. It follows from what the environment offers and what the algorithm reads; whatever neither needs has
/// the size 0 and costs nothing.
/// </summary>
/// <remarks>
/// An episode of L steps has L + 1 slots. Everything that is seen (observations, state, available actions, features, entities) is stored
/// in each, the last of which is there to bootstrap from; everything that is done or earned (actions, rewards, extra fields) belongs to
/// the L steps.
/// </remarks>
public sealed record EpisodeLayout
{
    /// <summary>How many agents the team has.</summary>
    public required int Agents { get; init; }

    /// <summary>How many steps an episode has at most.</summary>
    public required int EpisodeLimit { get; init; }

    /// <summary>How many discrete actions an agent has; 0 when actions are continuous.</summary>
    public int Actions { get; init; }

    /// <summary>How many numbers make up an agent's continuous action; 0 when actions are discrete.</summary>
    public int ActionDimensions { get; init; }

    /// <summary>Whether it is stored which discrete actions are available.</summary>
    public bool StoresAvailableActions { get; init; }

    /// <summary>How many numbers an agent sees; 0 when they are not stored.</summary>
    public int ObservationSize { get; init; }

    /// <summary>How many numbers describe the whole environment; 0 when they are not stored.</summary>
    public int StateSize { get; init; }

    /// <summary>How many numbers of the state describe each agent; 0 when they are not stored.</summary>
    public int AgentFeatureSize { get; init; }

    /// <summary>The entities, when they are stored.</summary>
    public EntityLayout? Entities { get; init; }

    /// <summary>What else the algorithm wants stored with every step, in the order it refers to them.</summary>
    public IReadOnlyList<ExtraField> Extras { get; init; } = [];

    /// <summary>
    /// Whether observations, state, agent features and entities are stored in half precision, rounded to the nearest value: the setting
    /// <c>replay.half_precision</c>. Actions, rewards and extra fields are always stored as they are.
    /// </summary>
    public bool HalfPrecision { get; init; }

    /// <summary>Where an extra field stands among <see cref="Extras"/>.</summary>
    /// <param name="name">The name of the field.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public int ExtraIndex(string name)
    {
        for (int index = 0; index < Extras.Count; index++)
        {
            if (string.Equals(Extras[index].Name, name, StringComparison.Ordinal))
            {
                return index;
            }
        }

        throw new ArgumentException($"The layout stores no extra field '{name}'.", nameof(name));
    }

    /// <summary>Whether the other layout stores the same, extra fields compared one by one.</summary>
    /// <param name="other">The layout to compare with.</param>
    public bool Equals(EpisodeLayout? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && (Agents, EpisodeLimit) == (other.Agents, other.EpisodeLimit)
            && (Actions, ActionDimensions) == (other.Actions, other.ActionDimensions)
            && (ObservationSize, StateSize, AgentFeatureSize) == (other.ObservationSize, other.StateSize, other.AgentFeatureSize)
            && (StoresAvailableActions, HalfPrecision) == (other.StoresAvailableActions, other.HalfPrecision)
            && Equals(Entities, other.Entities)
            && Extras.SequenceEqual(other.Extras));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Agents, EpisodeLimit, Actions, ActionDimensions, ObservationSize, StateSize, HalfPrecision, Extras.Count);
}
