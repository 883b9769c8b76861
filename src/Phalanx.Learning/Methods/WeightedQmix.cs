using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Methods;

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
    protected WeightedQmix(
        AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixSettings mixer, CentralSettings central)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, mixer.Declare(set.Scope("mixer"), agents.Team), CentralOf(set, agents, central)),
            set => new Networks(null, null, CentralOf(set, agents, central)))
    {
        learner.ThrowUnlessDoubleQ("Weighted QMIX");
    }

    /// <summary>Whether the weights ask for Q*⁻ at the greedy joint action of the present slot.</summary>
    protected virtual bool ComparesWithGreedy => false;

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> hidden = Online.Agent!.Unroll(tape, shard.Inputs);
        Tensor<T> values = Online.Agent.Values(hidden).Value;
        return
        [
            new JointValue<T>("q_tot", Joint(shard, hidden, values).Value),
            new JointValue<T>("q_star", Online.Central.At(shard, tape, 0, shard.Actions).Value),
        ];
    }

    /// <inheritdoc/>
    protected sealed override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> hidden = Online.Agent!.Unroll(tape, shard.Inputs);
        Tensor<T> values = Online.Agent.Values(hidden.StopGradient()).Value;
        Tensor<int> greedy = shard.Greedy(tape, values);
        Variable<T> joint = Joint(shard, hidden, values);

        int first = ComparesWithGreedy ? 0 : 1;
        Tensor<T>? best = Target.Central.From(shard, tape, first, greedy);
        Tensor<T> y = shard.Targets(tape, best?.Slice(1 - first, shard.Slots - 1), 1, Learner);

        Variable<T> error = joint - tape.Constant(y);
        Variable<T> starError = Online.Central.At(shard, tape, 0, shard.Actions) - tape.Constant(y);
        Tensor<T>? weights = Weights(shard, tape, joint.Value, y, greedy, best);
        return (weights is { } w ? shard.WeightedMeanSquare(error, w) : shard.MeanSquare(error)) + shard.MeanSquare(starError);
    }

    /// <summary>The weights, [steps, episodes]; nothing where all are 1.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="joint">Q_tot of the actions taken, [steps, episodes].</param>
    /// <param name="y">What is learned, [steps, episodes].</param>
    /// <param name="greedy">û at all slots, [slots, episodes x agents].</param>
    /// <param name="best">
    /// Q*⁻ at û, from the first slot on if <see cref="ComparesWithGreedy"/>, [.., episodes]; otherwise from the second on, and nothing where there is none.
    /// </param>
    protected abstract Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? best);

    private static CentralCritic<T> CentralOf(ParameterSet<T> set, AgentNetworks<T, RecurrentAgent<T>> agents, CentralSettings central) =>
        new(set, agents.Team, agents.Online.Settings, central);

    private Variable<T> Joint(Shard<T> shard, Variable<T> hidden, Tensor<T> values)
    {
        Variable<T> taken = Online.Agent!.ValuesAt(hidden, values, shard.Actions);
        return Online.Mixer!.Mix(MixerInput<T>.Of(shard, 0, taken, shard.Actions, values));
    }

    /// <summary>QMIX's networks, and those of Q*; a target has the latter only.</summary>
    /// <param name="Agent">QMIX's agents.</param>
    /// <param name="Mixer">QMIX's mixer.</param>
    /// <param name="Central">Q*.</param>
    public sealed record Networks(RecurrentAgent<T>? Agent, MonotonicMixer<T>? Mixer, CentralCritic<T> Central);
}
