using Phalanx.Environments;

namespace Phalanx.Learning;

/// <summary>The sizes that networks are built to.</summary>
/// <param name="Agents">Number of agents.</param>
/// <param name="Observation">Numbers that an agent observes.</param>
/// <param name="State">Numbers that the state consists of.</param>
/// <param name="Actions">Actions that an agent chooses from.</param>
public sealed record TeamShape(int Agents, int Observation, int State, int Actions)
{
    /// <summary>The sizes of an environment's team.</summary>
    public static TeamShape Of(EnvironmentSpec environment) =>
        new(environment.Agents, environment.ObservationSize, environment.StateSize, environment.Actions.Count);
}
