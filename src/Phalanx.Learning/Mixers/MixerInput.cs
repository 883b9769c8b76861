using System.Numerics;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>What a mixer mixes, and all that it may know besides. Most need the values and the states and nothing else.</summary>
public readonly struct MixerInput<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[steps, episodes, agents], the value of each agent's action. Gradients flow through it.</summary>
    public required Variable<T> Values { get; init; }

    /// <summary>[steps, episodes, state].</summary>
    public required Variable<T> States { get; init; }

    /// <summary>[steps, episodes x agents], the actions whose values these are.</summary>
    public required Tensor<int> Actions { get; init; }

    /// <summary>[steps, episodes x agents, actions], the values of all actions; nothing flows through them.</summary>
    public required Tensor<T> Utilities { get; init; }

    /// <summary>[steps, episodes x agents, actions], 1 where an action is available.</summary>
    public required Tensor<T> Available { get; init; }

    /// <summary>[steps, episodes, agents, features], each agent's part of the state. Only there for algorithms that declare that they need it.</summary>
    public Tensor<T>? AgentFeatures { get; init; }

    /// <summary>[steps, episodes x agents], 1 for agents that are alive; nothing where all of them count as alive.</summary>
    public Tensor<T>? Alive { get; init; }

    /// <summary>The tape to allocate on.</summary>
    public Tape<T> Tape => Values.Tape;

    /// <summary>Number of steps.</summary>
    public int Steps => Values.Shape[0];

    /// <summary>Number of episodes.</summary>
    public int Episodes => Values.Shape[1];

    /// <summary>Number of agents.</summary>
    public int Agents => Values.Shape[2];

    /// <summary>A shard's input: the values of one action per row at some slots in a row.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="first">The first of the slots.</param>
    /// <param name="values">The actions' values at those slots, [slots, episodes x agents].</param>
    /// <param name="actions">The actions at those slots.</param>
    /// <param name="utilities">The values of all actions at all slots of the shard; nothing for a mixer that does not look at them.</param>
    public static MixerInput<T> Of(Shard<T> shard, int first, Variable<T> values, Tensor<int> actions, Tensor<T>? utilities = null)
    {
        int slots = actions.Shape[0];
        return new MixerInput<T>
        {
            Values = values.Reshape((slots, shard.Episodes, shard.Team.Agents)),
            States = values.Tape.Constant(shard.States.Slice(first, slots)),
            Actions = actions,
            Utilities = utilities?.Slice(first, slots) ?? default,
            Available = shard.Available.Slice(first, slots),
            AgentFeatures = shard.AgentFeatures?.Slice(first, slots),
            Alive = shard.Alive?.Slice(first, slots),
        };
    }
}
