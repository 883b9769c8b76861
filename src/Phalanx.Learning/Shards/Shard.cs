using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;

namespace Phalanx.Learning.Shards;

/// <summary>
/// A slice of a sampled batch: what a loss sees. Time comes first, so that a step of a recurrent layer is contiguous; the agents of an episode
/// are neighbours, so <c>[slots, episodes x agents]</c> can be read as <c>[slots, episodes, agents]</c>.
/// </summary>
/// <remarks>
/// An episode of L transitions has L + 1 slots, the last of which only serves to bootstrap. A shard is as long as its longest episode; what lies
/// beyond the end of a shorter one is zero, and <see cref="Mask"/> tells it apart. <see cref="Slots"/> is one less when no
/// episode bootstraps from the last slot: the value after a terminal step is zero. A shard is a value type, so that making one allocates nothing.
/// </remarks>
public readonly struct Shard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The sizes of the team.</summary>
    public required TeamShape Team { get; init; }

    /// <summary>Number of episodes.</summary>
    public required int Episodes { get; init; }

    /// <summary>Transitions of the longest episode.</summary>
    public required int Steps { get; init; }

    /// <summary>Slots that the networks evaluate: <see cref="Steps"/>, and one more if an episode bootstraps from it.</summary>
    public required int Slots { get; init; }

    /// <summary>Number of real transitions in the whole batch, of which this shard is a part: what a mean over transitions divides by.</summary>
    public required double BatchTransitions { get; init; }

    /// <summary>[slots, episodes x agents, observation].</summary>
    public required Tensor<T> Observations { get; init; }

    /// <summary>[slots, episodes, state].</summary>
    public required Tensor<T> States { get; init; }

    /// <summary>[slots, episodes x agents, actions], 1 where an action is available.</summary>
    public required Tensor<T> Available { get; init; }

    /// <summary>[steps, episodes x agents], the actions taken.</summary>
    public required Tensor<int> Actions { get; init; }

    /// <summary>[steps, episodes x agents, dimensions], the actions taken where they are continuous; without elements otherwise.</summary>
    public Tensor<T> ContinuousActions { get; init; }

    /// <summary>[slots, episodes x agents], the actions of the slot before; -1 in the first.</summary>
    public required Tensor<int> LastActions { get; init; }

    /// <summary>[slots, episodes x agents], which agent a row belongs to.</summary>
    public required Tensor<int> AgentIds { get; init; }

    /// <summary>[steps, episodes].</summary>
    public required Tensor<T> Rewards { get; init; }

    /// <summary>[steps, episodes], 1 where the episode truly ended; a time limit is no end.</summary>
    public required Tensor<T> Terminated { get; init; }

    /// <summary>
    /// [slots, episodes, agents, features], the features of each agent, its id where the environment declares none; for algorithms that declare
    /// that they need it.
    /// </summary>
    public Tensor<T>? AgentFeatures { get; init; }

    /// <summary>The entities, for algorithms that declare that they need them.</summary>
    public EntityView<T>? Entities { get; init; }

    /// <summary>
    /// [slots, episodes x agents], 1 for agents that are alive; 0 beyond the end of an episode. For algorithms that declare that they need it, where
    /// the environment declares it; otherwise all count as alive.
    /// </summary>
    public Tensor<T>? Alive { get; init; }

    /// <summary>
    /// [steps, episodes], 0 beyond the end of an episode; for real transitions 1, or how many equal episodes of the batch this one stands for: the
    /// weight of a transition in every mean.
    /// </summary>
    public required Tensor<T> Mask { get; init; }

    /// <summary>[episodes], transitions of every episode.</summary>
    public required Tensor<int> Lengths { get; init; }

    /// <summary>How many episodes of the whole batch have a transition at each time step: what a mean over one time step divides by.</summary>
    public ReadOnlyMemory<int> BatchEpisodesAtStep { get; init; }

    /// <summary>How far the run is.</summary>
    public RunProgress Progress { get; init; }

    /// <summary>
    /// Draws for losses of algorithms that declare them. Every draw has an address in the batch, so it does not depend on the cut.
    /// </summary>
    public Noise<T> Noise { get; init; }

    /// <summary>What one phase of a training step leaves for a later one, and figures for the metrics.</summary>
    public ShardNotes<T>? Notes { get; init; }

    /// <summary>
    /// Whether there are slots to bootstrap from. Where every episode ends with its first step there are none: no next values are computed, and
    /// targets are made without.
    /// </summary>
    public bool Bootstraps => Slots > 1;

    /// <summary>Rows of a slot: an agent of an episode each.</summary>
    public int Rows => Episodes * Team.Agents;

    /// <summary>What the agents see in all slots.</summary>
    public AgentInputs<T> Inputs => new() { Observations = Observations, LastActions = LastActions, Ids = AgentIds, Entities = Entities };
}
