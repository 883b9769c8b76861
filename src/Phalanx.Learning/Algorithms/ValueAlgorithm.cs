using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Algorithms;

/// <summary>
/// Methods that regress one value of the team, mixed from the values of the actions taken, on a bootstrap target:
/// <code>
/// L = sum m (Q_tot(τ, u) - y)² / sum m        y = r + γ (1 - terminated) Q_tot⁻(τ', ū')
/// ū'_i = argmax over available actions of Q_i(τ'_i, ·)
/// </code>
/// with the online networks choosing ū' and the target networks, ⁻, valuing it (double Q), or the target networks doing both. A
/// method is its mixer; without one, every agent regresses its own value on the team's reward.
/// </summary>
public abstract class ValueAlgorithm<T> : Algorithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TeamShape _team;
    private readonly LearnerSettings _learner;
    private readonly Networks _online;
    private readonly Networks _target;

    /// <summary>Declares online and target networks.</summary>
    /// <param name="team">The team.</param>
    /// <param name="agent">The agents' networks.</param>
    /// <param name="learner">Targets and steps.</param>
    /// <param name="mixer">Declares a mixer in the scope it is given.</param>
    protected ValueAlgorithm(TeamShape team, AgentSettings agent, LearnerSettings learner, Func<ParameterScope<T>, IMixer<T>>? mixer)
    {
        (_team, _learner) = (team, learner);
        var online = new ParameterSet<T>();
        var target = new ParameterSet<T>(trainable: false);
        _online = new Networks(online, team, agent, mixer);
        _target = new Networks(target, team, agent, mixer);
        var group = new ParameterGroup<T>("learner", online, target, learner);
        Groups = [group];
        Phases = [new Phase<T>(group, Loss)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterGroup<T>> Groups { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Phase<T>> Phases { get; }

    /// <inheritdoc/>
    public override IActingNetwork<T> Acting => _online.Agent;

    /// <inheritdoc/>
    public override IActionRule Rule { get; } = new EpsilonGreedy();

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        if (_online.Mixer is not { } mixer)
        {
            return [];
        }

        Variable<T> memory = _online.Agent.Remember(shard, tape);
        Variable<T> taken = _online.Agent.Taken(shard, memory, _online.Agent.Values(memory).Value);
        return [new JointValue<T>("q_tot", Mix(mixer, shard, taken).Value)];
    }

    private Variable<T> Loss(Shard<T> shard, Tape<T> tape, int step)
    {
        Variable<T> memory = _online.Agent.Remember(shard, tape);
        Tensor<T> values = _online.Agent.Values(memory.StopGradient()).Value;
        Variable<T> taken = _online.Agent.Taken(shard, memory, values);

        Tensor<T> next = NextValues(shard, tape, values);
        if (_online.Mixer is not { } mixer)
        {
            return Regress(shard, taken, next, elements: _team.Agents);
        }

        return Regress(shard, Mix(mixer, shard, taken), NextJointValues(shard, tape, next), elements: 1);
    }

    private Variable<T> Mix(IMixer<T> mixer, Shard<T> shard, Variable<T> taken) => mixer.Mix(
        taken.Reshape((shard.Steps, shard.Episodes, _team.Agents)), taken.Tape.Constant(shard.States.Slice(0, shard.Steps)));

    /// <summary>What the target networks make of the greedy actions at every slot but the first, [slots - 1, rows].</summary>
    private Tensor<T> NextValues(Shard<T> shard, Tape<T> tape, Tensor<T> onlineValues)
    {
        if (shard.Slots == 1)
        {
            return tape.Arena.Rent((0, shard.Rows)); // every episode ends with its first step: nobody bootstraps
        }

        Tensor<T> values = _target.Agent.Values(_target.Agent.Remember(shard, tape)).Value;
        return shard.Next(tape, values, shard.Greedy(tape, _learner.DoubleQ ? onlineValues : values));
    }

    private Tensor<T> NextJointValues(Shard<T> shard, Tape<T> tape, Tensor<T> next)
    {
        int slots = shard.Slots - 1;
        if (slots == 0)
        {
            return next;
        }

        Variable<T> values = tape.Constant(next.Reshape((slots, shard.Episodes, _team.Agents)));
        return _target.Mixer!.Mix(values, tape.Constant(shard.States.Slice(1, slots))).Value;
    }

    private Variable<T> Regress(Shard<T> shard, Variable<T> value, Tensor<T> next, int elements)
    {
        Tape<T> tape = value.Tape;
        Tensor<T> y = _learner.NStep > 1
            ? shard.NStep(tape, next, elements, _learner.Gamma, _learner.NStep)
            : shard.Lambda(tape, next, elements, _learner.Gamma, _learner.TdLambda);
        Variable<T> loss = shard.MeanSquare(value - tape.Constant(y));
        return _learner.LossScale == 1 ? loss : loss * T.CreateChecked(_learner.LossScale);
    }

    private sealed class Networks
    {
        public Networks(ParameterSet<T> set, TeamShape team, AgentSettings settings, Func<ParameterScope<T>, IMixer<T>>? mixer)
        {
            Agent = new RecurrentAgent<T>(set.Scope("agent"), team, settings.Hidden, settings.LastAction, settings.AgentId);
            Mixer = mixer?.Invoke(set.Scope("mixer"));
        }

        public RecurrentAgent<T> Agent { get; }

        public IMixer<T>? Mixer { get; }
    }
}
