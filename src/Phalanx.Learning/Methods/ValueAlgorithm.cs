using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Methods;

/// <summary>
/// Methods that regress one value of the team, mixed from the values of the actions taken, on a bootstrap target:
/// <code>
/// L = sum m (Q_tot(τ, u) - y)² / sum m        y = r + γ (1 - terminated) Q_tot⁻(τ', ū')
/// ū'_i = argmax over available actions of Q_i(τ'_i, ·)
/// </code>
/// with the online networks choosing ū' and the target networks, ⁻, valuing it (double Q), or the target networks doing both. A
/// method is its mixer; without one, every agent regresses its own value on the team's reward.
/// </summary>
public abstract class ValueAlgorithm<T> : SinglePhaseAlgorithm<T, ValueAlgorithm<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Declares online and target networks.</summary>
    /// <param name="agents">The agents' networks.</param>
    /// <param name="learner">Targets and steps.</param>
    /// <param name="mixer">Declares a mixer in the scope it is given.</param>
    protected ValueAlgorithm(
        AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, Func<ParameterScope<T>, IMixer<T>>? mixer)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, mixer?.Invoke(set.Scope("mixer"))),
            set => new Networks(agents.DeclareTarget(set), mixer?.Invoke(set.Scope("mixer"))))
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        if (Online.Mixer is not { } mixer)
        {
            return [];
        }

        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs);
        Tensor<T> values = Online.Agent.Values(hidden).Value;
        Variable<T> taken = Online.Agent.ValuesAt(hidden, values, shard.Actions);
        return [new JointValue<T>("q_tot", mixer.Mix(MixerInput<T>.Of(shard, 0, taken, shard.Actions, values)).Value)];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs);
        Tensor<T> values = Online.Agent.Values(hidden.StopGradient()).Value;
        Variable<T> taken = Online.Agent.ValuesAt(hidden, values, shard.Actions);

        Tensor<T>? targetValues = shard.Bootstraps ? Target.Agent.Values(Target.Agent.Unroll(tape, shard.Inputs)).Value : null;
        if (Online.Mixer is not { } mixer)
        {
            Tensor<T> own = shard.Targets(tape, Next(shard, tape, values, targetValues, mixer: null), shard.Team.Agents, Learner);
            shard.NoteValues(taken.Value, own);
            return shard.MeanSquare(taken - tape.Constant(own));
        }

        Tensor<T> y = shard.Targets(tape, Next(shard, tape, values, targetValues, Target.Mixer), 1, Learner);
        var input = MixerInput<T>.Of(shard, 0, taken, shard.Actions, values);
        if (mixer is not IPenalisedMixer<T> penalised)
        {
            Variable<T> mixed = mixer.Mix(input);
            shard.NoteValues(mixed.Value, y);
            return Regress(shard, mixed, y, values, targetValues);
        }

        Variable<T> joint = penalised.Mix(input, out Variable<T> penalty);
        shard.NoteValues(joint.Value, y);
        return Regress(shard, joint, y, values, targetValues) + shard.Mean(penalty);
    }

    /// <summary><c>sum m (Q_tot - y)² / sum m</c>, or a method's own form of it.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="joint">Q_tot of the actions taken, [steps, episodes].</param>
    /// <param name="y">What it is regressed on, [steps, episodes].</param>
    /// <param name="values">The online networks' values of all actions at all slots, [slots, episodes x agents, actions].</param>
    /// <param name="targetValues">The same of the target networks; nothing where no episode bootstraps.</param>
    protected virtual Variable<T> Regress(Shard<T> shard, Variable<T> joint, Tensor<T> y, Tensor<T> values, Tensor<T>? targetValues) =>
        shard.MeanSquare(joint - joint.Tape.Constant(y));

    /// <summary>
    /// The target networks' values of the greedy actions at every slot but the first: [slots - 1, episodes] with a mixer, and
    /// [slots - 1, episodes x agents] without one; nothing where the target networks have no values.
    /// </summary>
    private Tensor<T>? Next(Shard<T> shard, Tape<T> tape, Tensor<T> onlineValues, Tensor<T>? targetValues, IMixer<T>? mixer)
    {
        if (targetValues is not { } values)
        {
            return null;
        }

        Tensor<int> greedy = shard.Greedy(tape, Learner.DoubleQ ? onlineValues : values);
        Tensor<T> next = shard.Next(tape, values, greedy);
        return mixer is null
            ? next
            : mixer.Mix(MixerInput<T>.Of(shard, 1, tape.Constant(next), greedy.Slice(1, shard.Slots - 1), values)).Value;
    }

    /// <summary>Agents and, unless they learn alone, a mixer.</summary>
    /// <param name="Agent">The agents.</param>
    /// <param name="Mixer">The mixer.</param>
    public sealed record Networks(RecurrentAgent<T> Agent, IMixer<T>? Mixer);
}
