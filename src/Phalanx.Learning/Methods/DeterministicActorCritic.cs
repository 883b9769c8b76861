using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of deterministic actors and their critics, where actions are continuous. The actors' width is that of agents.</summary>
public sealed record ActorCriticSettings
{
    /// <summary>The critics' learning rate; that of the actors is <c>learner.lr</c>.</summary>
    [Setting("learning rate of the critics; that of the actors is learner.lr", Above = 0)]
    public double CriticLr { get; init; } = 1e-3;

    /// <summary>Width of the critics' two hidden layers.</summary>
    [Setting("width of the critics' two hidden layers", Min = 1, Max = NetworkSizes.MostWidth)]
    public int CriticWidth { get; init; } = 64;

    /// <summary>The deviation of the noise that disturbs actions, where their bounds are -1 and 1.</summary>
    [Setting("deviation of the noise that disturbs actions, where their bounds are -1 and 1", Min = 0)]
    public double Noise { get; init; } = 0.1;

    /// <summary>What the actors' loss adds of the mean of squared actions.</summary>
    [Setting("weight of the mean of squared actions in the actors' loss", Min = 0)]
    public double ActionPenalty { get; init; }
}

/// <summary>A critic of continuous actions of a team. Actions are those of networks, from -1 to 1.</summary>
public interface IContinuousCritic<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The value of joint actions at some slots in a row, [slots, episodes].</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="first">The first of the slots.</param>
    /// <param name="actions">[slots, episodes x agents, dimensions].</param>
    Variable<T> Value(Shard<T> shard, int first, Variable<T> actions);

    /// <summary>The actors' objective, [steps, episodes].</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="own">The actors' actions, [steps, episodes x agents, dimensions].</param>
    /// <param name="taken">The actions taken.</param>
    Variable<T> ActorObjective(Shard<T> shard, Variable<T> own, Variable<T> taken);
}

/// <summary>
/// Deterministic policy gradients of a team with continuous actions, from single transitions. Actors <c>μ_i = tanh f_i(o_i)</c> climb a critic's
/// value of their actions; the critic learns from target copies of both, which follow slowly:
/// <code>
/// L_critic = (Q_tot(s, u) - y)²          y = r + γ (1 - terminated) Q_tot⁻(s', μ⁻(o'))
/// L_actor  = - J(s, μ(o)) + c · mean of μ²
/// </code>
/// The critic defines <c>Q_tot</c> and the actors' objective J. First the critic makes a step, then the actors.
/// </summary>
public abstract class DeterministicActorCritic<T> : Algorithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LearnerSettings _learner;
    private readonly ActorCriticSettings _settings;
    private readonly ContinuousActor<T> _actor;
    private readonly ContinuousActor<T> _targetActor;
    private readonly IContinuousCritic<T> _critic;
    private readonly IContinuousCritic<T> _targetCritic;

    /// <summary>Declares actors, critic and the targets of both.</summary>
    /// <param name="agents">The actors' networks.</param>
    /// <param name="learner">Targets and steps.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="declare">Declares the critic.</param>
    protected DeterministicActorCritic(
        AgentNetworks<T, ContinuousActor<T>> agents,
        LearnerSettings learner,
        ActorCriticSettings settings,
        Func<ParameterSet<T>, IContinuousCritic<T>> declare)
    {
        (_learner, _settings, _actor) = (learner, settings, agents.Online);
        ParameterSet<T> targetActors = new(trainable: false), critics = new(), targetCritics = new(trainable: false);
        _targetActor = agents.DeclareTarget(targetActors);
        _critic = declare(critics);
        _targetCritic = declare(targetCritics);
        var actorGroup = new ParameterGroup<T>("actor", agents.Parameters, targetActors, learner);
        var criticGroup = new ParameterGroup<T>("critic", critics, targetCritics, learner with { Lr = settings.CriticLr });
        Groups = [criticGroup, actorGroup];
        Phases = [new Phase<T>(criticGroup, CriticLoss), new Phase<T>(actorGroup, ActorLoss)];
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ParameterGroup<T>> Groups { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Phase<T>> Phases { get; }

    /// <inheritdoc/>
    public sealed override DataNeeds Needs { get; } = new() { Source = DataSource.Transitions, Draws = true };

    private Variable<T> CriticLoss(Shard<T> shard, Tape<T> tape, int step)
    {
        int slots = shard.Slots - 1;
        Tensor<T>? next = shard.Bootstraps
            ? _targetCritic.Value(shard, 1, _targetActor.Forward(tape, shard.Observations.Slice(1, slots)).Tanh()).Value
            : null;
        Tensor<T> y = shard.Targets(tape, next, 1, _learner);
        Variable<T> taken = _critic.Value(shard, 0, shard.NormalisedActions(tape));
        shard.NoteValues(taken.Value, y);
        return shard.MeanSquare(taken - tape.Constant(y));
    }

    private Variable<T> ActorLoss(Shard<T> shard, Tape<T> tape, int step)
    {
        Variable<T> own = _actor.Forward(tape, shard.Observations.Slice(0, shard.Steps)).Tanh();
        Variable<T> loss = -shard.Mean(_critic.ActorObjective(shard, own, shard.NormalisedActions(tape)));
        return _settings.ActionPenalty > 0 ? loss + (shard.MeanSquare(own) * T.CreateChecked(_settings.ActionPenalty)) : loss;
    }
}
