using Phalanx.Environments;

namespace Phalanx.Learning.Episodes;

/// <summary>
/// What is stored of every episode. It follows from what the environment offers and what the algorithm reads; a field that neither needs has
/// the size 0 and costs nothing.
/// </summary>
/// <remarks>
/// An episode of L steps has L + 1 slots. Everything that is seen (observations, state, available actions, features, entities) is stored
/// in each, the last of which serves for bootstrapping; actions and rewards belong to the L steps. The fields are declared in
/// <see cref="SlotFields"/>.
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

    /// <summary>Whether it is stored which agents are alive.</summary>
    public bool StoresAlive { get; init; }

    /// <summary>
    /// Whether observations, state, agent features and entities are stored in half precision, rounded to the nearest value: the setting
    /// <c>replay.half_precision</c>. Actions and rewards are always stored as they are.
    /// </summary>
    public bool HalfPrecision { get; init; }

    /// <summary>Everything that an environment offers.</summary>
    public static EpisodeLayout Of(EnvironmentSpec environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new()
        {
            Agents = environment.Agents,
            EpisodeLimit = environment.EpisodeLimit,
            Actions = environment.Actions.Count,
            ActionDimensions = environment.Actions.Dimensions,
            StoresAvailableActions = environment.Actions.IsDiscrete,
            ObservationSize = environment.ObservationSize,
            StateSize = environment.StateSize,
            AgentFeatureSize = environment.AgentFeatureSize,
            Entities = environment.Entities is { } entities ? new EntityLayout(entities.Count, entities.Width) : null,
            StoresAlive = environment.DeclaresAlive,
        };
    }
}
