using Phalanx.Environments;

namespace Phalanx.Learning;

/// <summary>The sizes that networks are built to.</summary>
/// <param name="Agents">Number of agents.</param>
/// <param name="Observation">Numbers that an agent observes.</param>
/// <param name="State">Numbers that the state consists of.</param>
/// <param name="Actions">Actions that an agent chooses from; 0 when actions are continuous.</param>
public sealed record TeamShape(int Agents, int Observation, int State, int Actions)
{
    private readonly int? _agentFeatures;

    /// <summary>Numbers that describe an agent within the state; without them an agent is described by its id, one-hot.</summary>
    public int AgentFeatures
    {
        get => _agentFeatures ?? Agents;
        init => _agentFeatures = value;
    }

    /// <summary>Whether the environment describes its agents; otherwise their features are their ids.</summary>
    public bool DeclaresAgentFeatures => _agentFeatures is not null;

    /// <summary>What an agent's continuous action is; null when actions are discrete.</summary>
    public ActionSpec? ContinuousActions { get; init; }

    /// <summary>Numbers that a continuous action consists of; 0 when actions are discrete.</summary>
    public int ActionDimensions => ContinuousActions?.Dimensions ?? 0;

    /// <summary>The entities, where the environment declares them.</summary>
    public EntitySpec? Entities { get; init; }

    /// <summary>The sizes of an environment's team.</summary>
    public static TeamShape Of(EnvironmentSpec environment)
    {
        var shape = new TeamShape(environment.Agents, environment.ObservationSize, environment.StateSize, environment.Actions.Count)
        {
            ContinuousActions = environment.Actions.IsDiscrete ? null : environment.Actions,
            Entities = environment.Entities,
        };
        return environment.AgentFeatureSize > 0 ? shape with { AgentFeatures = environment.AgentFeatureSize } : shape;
    }
}
