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
using Phalanx.Settings;

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
        Tensor<T>? starAtGreedy = Target.Central.From(shard, tape, first, greedy);
        Tensor<T> y = shard.Targets(tape, starAtGreedy?.Slice(1 - first, shard.Slots - 1), 1, Learner);

        Variable<T> star = Online.Central.At(shard, tape, 0, shard.Actions);
        shard.NoteValues(joint.Value, y);
        shard.NoteOthers(star.Value);
        Variable<T> error = joint - tape.Constant(y);
        Variable<T> starError = star - tape.Constant(y);
        Tensor<T>? weights = Weights(shard, tape, joint.Value, y, greedy, starAtGreedy);
        return (weights is { } w ? shard.WeightedMeanSquare(error, w) : shard.MeanSquare(error)) + shard.MeanSquare(starError);
    }

    /// <summary>The weights, [steps, episodes]; nothing where all are 1.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="joint">Q_tot of the actions taken, [steps, episodes].</param>
    /// <param name="y">The target values, [steps, episodes].</param>
    /// <param name="greedy">û at all slots, [slots, episodes x agents].</param>
    /// <param name="starAtGreedy">
    /// Q*⁻ at û, from the first slot on if <see cref="ComparesWithGreedy"/>, [.., episodes]; otherwise from the second on, and nothing where there is none.
    /// </param>
    protected abstract Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? starAtGreedy);

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

/// <summary>The settings of CW-QMIX.</summary>
public sealed record CwQmixSettings
{
    /// <summary>α, the weight of joint actions that are not the best.</summary>
    [Setting("weight of joint actions that are not the best", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.1;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new();
}

/// <summary>
/// Centrally weighted QMIX: full weight for what looks better than the greedy joint action, and for that action itself,
/// <code>
/// w = 1 if y &gt; Q*⁻(s, τ, û) or u = û, else α
/// </code>
/// in Weighted QMIX's loss.
/// </summary>
public sealed class CwQmix<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, CwQmixSettings settings)
    : WeightedQmix<T>(agents, learner, settings.Mixer, settings.Central)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override bool ComparesWithGreedy => true;

    /// <inheritdoc/>
    protected override Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? starAtGreedy) =>
        Weighting.Central(tape, y, starAtGreedy!.Value.Slice(0, shard.Steps), shard.Actions, greedy.Slice(0, shard.Steps), settings.Alpha);
}

/// <summary>The settings of OW-QMIX.</summary>
public sealed record OwQmixSettings
{
    /// <summary>α, the weight of joint actions that are overestimated.</summary>
    [Setting("weight of joint actions that are not underestimated", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.1;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new();
}

/// <summary>
/// Optimistically weighted QMIX: full weight for what is underestimated,
/// <code>
/// w = 1 if Q_tot(τ, u) &lt; y, else α
/// </code>
/// in Weighted QMIX's loss.
/// </summary>
public sealed class OwQmix<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, OwQmixSettings settings)
    : WeightedQmix<T>(agents, learner, settings.Mixer, settings.Central)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? starAtGreedy) =>
        Weighting.Optimistic(tape, joint, y, settings.Alpha);
}

/// <summary>The settings of QMIX with Q*.</summary>
public sealed record QmixQstarSettings
{
    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new();
}

/// <summary>
/// QMIX that learns from Q*, without weights: Weighted QMIX with w = 1 everywhere, an ablation that shows what the weights are for. It is not QMIX, since
/// what is learned comes from Q*.
/// </summary>
public sealed class QmixQstar<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixQstarSettings settings)
    : WeightedQmix<T>(agents, learner, settings.Mixer, settings.Central)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? starAtGreedy) => null;
}

/// <summary>The settings of QMIX with central weights.</summary>
public sealed record QmixCwSettings
{
    /// <summary>α, the weight of joint actions that are not the best.</summary>
    [Setting("weight of joint actions that are not the best", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.1;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();
}

/// <summary>
/// QMIX with the weights of CW-QMIX but without Q*, an ablation: what is learned is QMIX's own target, and
/// <code>
/// L = sum m w (Q_tot(τ, u) - y)² / sum m        w = 1 if y &gt; Q_tot⁻(τ, û) or u = û, else α
/// </code>
/// with û chosen by the online agents and valued by the target ones.
/// </summary>
public sealed class QmixCw<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixCwSettings settings)
    : ValueAlgorithm<T>(agents, learner, scope => settings.Mixer.Declare(scope, agents.Team))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override Variable<T> Regress(Shard<T> shard, Variable<T> joint, Tensor<T> y, Tensor<T> values, Tensor<T>? targetValues)
    {
        Tape<T> tape = joint.Tape;
        Tensor<int> greedy = shard.Greedy(tape, values).Slice(0, shard.Steps);
        Tensor<T> utilities = targetValues ?? Target.Agent.Values(Target.Agent.Unroll(tape, shard.Inputs)).Value;
        Variable<T> chosen = tape.Constant(utilities.Slice(0, shard.Steps)).Gather(greedy);
        Tensor<T> atGreedy = Target.Mixer!.Mix(MixerInput<T>.Of(shard, 0, chosen, greedy, utilities)).Value;
        Tensor<T> weights = Weighting.Central(tape, y, atGreedy, shard.Actions, greedy, settings.Alpha);
        return shard.WeightedMeanSquare(joint - tape.Constant(y), weights);
    }
}

/// <summary>The settings of QMIX with optimistic weights.</summary>
public sealed record QmixOwSettings
{
    /// <summary>α, the weight of joint actions that are overestimated.</summary>
    [Setting("weight of joint actions that are not underestimated", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.5;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();
}

/// <summary>
/// QMIX with the weights of OW-QMIX but without Q*, an ablation: what is learned is QMIX's own target, and
/// <code>
/// L = sum m w (Q_tot(τ, u) - y)² / sum m        w = 1 if Q_tot(τ, u) &lt; y, else α
/// </code>
/// </summary>
public sealed class QmixOw<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixOwSettings settings)
    : ValueAlgorithm<T>(agents, learner, scope => settings.Mixer.Declare(scope, agents.Team))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override Variable<T> Regress(Shard<T> shard, Variable<T> joint, Tensor<T> y, Tensor<T> values, Tensor<T>? targetValues)
    {
        Tape<T> tape = joint.Tape;
        Tensor<T> weights = Weighting.Optimistic(tape, joint.Value, y, settings.Alpha);
        return shard.WeightedMeanSquare(joint - tape.Constant(y), weights);
    }
}

/// <summary>
/// The weights of Weighted QMIX: 1 for transitions that bear on the best joint action, α for the rest. They are tensors: nothing flows through them.
/// </summary>
internal static class Weighting
{
    /// <summary>The figure: the mean weight.</summary>
    public static readonly IReadOnlyList<string> Figures = ["weight_mean"];

    /// <summary>Optimistic: <c>w = 1 where Q_tot(u) &lt; y, else α</c>.</summary>
    public static Tensor<T> Optimistic<T>(Tape<T> tape, Tensor<T> joint, Tensor<T> y, double alpha)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> weights = tape.Arena.Rent(y.Shape);
        T reduced = T.CreateChecked(alpha);
        for (int i = 0; i < weights.Count; i++)
        {
            weights.Span[i] = joint.Span[i] < y.Span[i] ? T.One : reduced;
        }

        return weights;
    }

    /// <summary>Centrally: <c>w = 1 where y &gt; Q(û) or u = û for all agents, else α</c>.</summary>
    /// <param name="tape">The tape to allocate on.</param>
    /// <param name="y">[steps, episodes].</param>
    /// <param name="atGreedy">Q(û), [steps, episodes].</param>
    /// <param name="taken">u, [steps, episodes x agents].</param>
    /// <param name="greedy">û, [steps, episodes x agents].</param>
    /// <param name="alpha">α.</param>
    public static Tensor<T> Central<T>(
        Tape<T> tape, Tensor<T> y, Tensor<T> atGreedy, Tensor<int> taken, Tensor<int> greedy, double alpha)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> weights = tape.Arena.Rent(y.Shape);
        T reduced = T.CreateChecked(alpha);
        for (int i = 0; i < weights.Count; i++)
        {
            int agents = taken.Count / weights.Count;
            ReadOnlySpan<int> chosen = taken.Span.Slice(i * agents, agents);
            bool isFull = y.Span[i] > atGreedy.Span[i] || chosen.SequenceEqual(greedy.Span.Slice(i * agents, agents));
            weights.Span[i] = isFull ? T.One : reduced;
        }

        return weights;
    }

    /// <summary><c>sum m w x² / sum m</c>, not divided by the sum of the weights; their mean is noted as the first figure.</summary>
    public static Variable<T> WeightedMeanSquare<T>(this Shard<T> shard, Variable<T> error, Tensor<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shard.Notes is { } notes)
        {
            T sum = error.Tape.Kernels.Dot(weights.Span, shard.Mask.Span);
            notes.Figures[0] += double.CreateChecked(sum) / shard.BatchTransitions;
        }

        return shard.Mean(error.Square() * error.Tape.Constant(weights));
    }
}
