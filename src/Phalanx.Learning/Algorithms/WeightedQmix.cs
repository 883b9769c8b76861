using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Algorithms;

/// <summary>The settings of the networks that learn Q*.</summary>
public sealed record CentralSettings
{
    /// <summary>What the mixer begins with.</summary>
    [Setting("what the mixer of Q* begins with: a layer over state and values, or attention over agents")]
    public CentralForm Mixer { get; init; }

    /// <summary>Width of the mixer's layers.</summary>
    [Setting("width of the layers of the mixer of Q*", Min = 1)]
    public int Width { get; init; } = 256;

    /// <summary>c, values that a central agent brings for an action.</summary>
    [Setting("values that a central agent brings for every action", Min = 1)]
    public int Outputs { get; init; } = 1;

    /// <summary>Hidden width of the attention.</summary>
    [Setting("hidden width of the attention over agents", Min = 1)]
    public int HypernetWidth { get; init; } = 64;
}

/// <summary>
/// Weighted QMIX: beside QMIX's agents and mixer there is an unrestricted <c>Q*</c> with agents of its own. Both are regressed on the same target, QMIX
/// with weights that let it be wrong about joint actions that do not matter:
/// <code>
/// L  = sum m w (Q_tot(τ, u) - y)² / sum m + sum m (Q*(τ, u) - y)² / sum m
/// y  = r + γ (1 - terminated) Q*⁻(τ', û')        û_i = argmax over available actions of Q_i(τ_i, ·), online
/// </code>
/// The sum of weights does not divide. y, w and û are tensors, and no gradient passes between the two sets of agents. The target networks are those of Q*: a
/// target of Q_tot would enter nowhere.
/// </summary>
public abstract class WeightedQmix<T> : SinglePhaseAlgorithm<T, WeightedQmix<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Declares all networks online, and those of Q* as targets.</summary>
    /// <exception cref="UserErrorException">Double Q is off.</exception>
    protected WeightedQmix(TeamShape team, AgentSettings agent, LearnerSettings learner, QmixSettings mixer, CentralSettings central)
        : base(
            learner,
            set => new Networks(set, team, agent, mixer, central, isTarget: false),
            set => new Networks(set, team, agent, mixer, central, isTarget: true))
    {
        if (!learner.DoubleQ)
        {
            throw new UserErrorException(
                "learner.double_q is false; Weighted QMIX needs true: its targets value the joint action that the agents it learns would choose");
        }
    }

    /// <inheritdoc/>
    public sealed override IActingNetwork<T> Acting => Online.Agent!;

    /// <summary>Whether the weights ask for Q*⁻ at the greedy joint action of the present slot.</summary>
    protected virtual bool ComparesWithGreedy => false;

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> memory = Online.Agent!.Remember(shard, tape);
        Tensor<T> values = Online.Agent.Values(memory).Value;
        return
        [
            new JointValue<T>("q_tot", Joint(shard, memory, values).Value),
            new JointValue<T>("q_star", Online.Star(shard, tape, 0, shard.Actions).Value),
        ];
    }

    /// <inheritdoc/>
    protected sealed override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> memory = Online.Agent!.Remember(shard, tape);
        Tensor<T> values = Online.Agent.Values(memory.StopGradient()).Value;
        Tensor<int> greedy = shard.Greedy(tape, values);
        Variable<T> joint = Joint(shard, memory, values);

        // Where every episode ends with its first step nobody bootstraps, and then the targets may not be needed at all.
        int first = ComparesWithGreedy ? 0 : 1;
        int slots = shard.Slots - first;
        Tensor<T> best = slots == 0
            ? tape.Arena.Rent((0, shard.Episodes))
            : Target.Star(shard, tape, first, greedy.Slice(first, slots)).Value;
        Tensor<T> y = shard.Targets(tape, best.Slice(1 - first, shard.Slots - 1), 1, Learner);

        Variable<T> error = joint - tape.Constant(y);
        Variable<T> starError = Online.Star(shard, tape, 0, shard.Actions) - tape.Constant(y);
        Tensor<T>? weights = Weights(shard, tape, joint.Value, y, greedy, best);
        return (weights is { } w ? shard.WeightedMeanSquare(error, w) : shard.MeanSquare(error)) + shard.MeanSquare(starError);
    }

    /// <summary>The weights, [steps, episodes]; nothing where all are 1.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="tape">Whose memory to use.</param>
    /// <param name="joint">Q_tot of the actions taken, [steps, episodes].</param>
    /// <param name="y">What is learned, [steps, episodes].</param>
    /// <param name="greedy">û at all slots, [slots, episodes x agents].</param>
    /// <param name="best">Q*⁻ at û, from the first slot on if <see cref="ComparesWithGreedy"/>, [.., episodes].</param>
    protected abstract Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T> best);

    private Variable<T> Joint(Shard<T> shard, Variable<T> memory, Tensor<T> values)
    {
        Variable<T> taken = Online.Agent!.Taken(shard, memory, values);
        return Online.Mixer!.Mix(MixerInput<T>.Of(shard, 0, taken, shard.Actions, values));
    }

    /// <summary>QMIX's networks, and those of Q*; a target has the latter only.</summary>
    public sealed class Networks
    {
        private readonly RecurrentAgent<T> _centralAgent;
        private readonly CentralMixer<T> _centralMixer;

        internal Networks(
            ParameterSet<T> set, TeamShape team, AgentSettings agent, QmixSettings mixer, CentralSettings central, bool isTarget)
        {
            if (!isTarget)
            {
                Agent = new RecurrentAgent<T>(set.Scope("agent"), team, agent);
                Mixer = new MonotonicMixer<T>(set.Scope("mixer"), team, mixer.Embedding, mixer.HypernetLayers, mixer.HypernetWidth);
            }

            _centralAgent = new RecurrentAgent<T>(set.Scope("central_agent"), team, agent, central.Outputs);
            _centralMixer = new CentralMixer<T>(
                set.Scope("central_mixer"), team, central.Mixer, central.Width, central.Outputs, central.HypernetWidth);
        }

        internal RecurrentAgent<T>? Agent { get; }

        internal MonotonicMixer<T>? Mixer { get; }

        /// <summary>Q* of joint actions, one at each slot from the first on, [slots, episodes].</summary>
        internal Variable<T> Star(Shard<T> shard, Tape<T> tape, int first, Tensor<int> actions)
        {
            int slots = actions.Shape[0];
            Variable<T> memory = _centralAgent.Remember(shard, tape).Slice(0, first, slots);
            Variable<T> values = _centralAgent.OutputsAt(memory, actions);
            return _centralMixer.Mix(
                values.Reshape((slots, shard.Episodes, values.Shape.Last / shard.Episodes)),
                tape.Constant(shard.States.Slice(first, slots)));
        }
    }
}
