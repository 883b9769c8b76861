using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Critics;

/// <summary>
/// A critic of the whole team, <c>Q*(s, τ, u)</c>: agents of its own whose values for their actions an unrestricted network mixes. Its
/// scopes are <c>central_agent</c> and <c>central_mixer</c>.
/// </summary>
public sealed class CentralCritic<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentAgent<T> _agent;

    /// <summary>Declares agents and mixer.</summary>
    public CentralCritic(ParameterSet<T> set, TeamShape team, AgentSettings agent, CentralSettings settings)
    {
        _agent = new RecurrentAgent<T>(set.Scope("central_agent"), team, agent, settings.Outputs);
        Mixer = new CentralMixer<T>(
            set.Scope("central_mixer"), team, settings.Mixer, settings.Width, settings.Outputs, settings.HypernetWidth);
    }

    /// <summary>Declares agents and a feedforward mixer of one value of each.</summary>
    public CentralCritic(ParameterSet<T> set, TeamShape team, AgentSettings agent, int width)
        : this(set, team, agent, new CentralSettings { Width = width })
    {
    }

    /// <summary>What mixes the agents' values.</summary>
    public CentralMixer<T> Mixer { get; }

    /// <summary>The agents' values of all actions at all slots, [slots, rows, actions], through which no gradient flows.</summary>
    public Tensor<T> Utilities(Shard<T> shard, Tape<T> tape) => _agent.Values(_agent.Unroll(tape, shard.Inputs).StopGradient()).Value;

    /// <summary>Q* of the actions taken, [steps, episodes], and the agents' values of all actions.</summary>
    public Variable<T> Taken(Shard<T> shard, Tape<T> tape, out Tensor<T> utilities)
    {
        Variable<T> hidden = _agent.Unroll(tape, shard.Inputs);
        utilities = _agent.Values(hidden.StopGradient()).Value;
        return Mixer.Mix(MixerInput<T>.Of(shard, 0, _agent.ValuesAt(hidden, utilities, shard.Actions), shard.Actions, utilities));
    }

    /// <summary>Q* of joint actions, one at each slot from the first on, [slots, episodes].</summary>
    public Variable<T> At(Shard<T> shard, Tape<T> tape, int first, Tensor<int> actions)
    {
        int slots = actions.Shape[0];
        Variable<T> values = _agent.OutputsAt(_agent.Unroll(tape, shard.Inputs).Slice(0, first, slots), actions);
        return Mixer.Mix(
            values.Reshape((slots, shard.Episodes, values.Shape.Last / shard.Episodes)),
            tape.Constant(shard.States.Slice(first, slots)));
    }

    /// <summary>
    /// Q* of the actions chosen for all slots, from the first slot or from the second on, [slots - first, episodes], through which no gradient flows;
    /// null where there is no second slot.
    /// </summary>
    public Tensor<T>? From(Shard<T> shard, Tape<T> tape, int first, Tensor<int> actions) => first == 0 || shard.Bootstraps
        ? At(shard, tape, first, actions.Slice(first, shard.Slots - first)).Value
        : null;

    /// <summary>Q* of other actions at the first slots, [slots, episodes], through which no gradient flows.</summary>
    public Tensor<T> Of(Shard<T> shard, Tape<T> tape, Tensor<T> utilities, Tensor<int> actions)
    {
        Variable<T> values = tape.Constant(utilities.Slice(0, actions.Shape[0])).Gather(actions);
        return Mixer.Mix(MixerInput<T>.Of(shard, 0, values, actions, utilities)).Value;
    }

    /// <summary>Q* of the actions chosen at every slot but the first, [slots - 1, episodes].</summary>
    public Tensor<T> Next(Shard<T> shard, Tape<T> tape, Tensor<T> utilities, Tensor<int> actions)
    {
        int slots = shard.Slots - 1;
        Variable<T> values = tape.Constant(shard.Next(tape, utilities, actions));
        return Mixer.Mix(MixerInput<T>.Of(shard, 1, values, actions.Slice(1, slots), utilities)).Value;
    }
}
