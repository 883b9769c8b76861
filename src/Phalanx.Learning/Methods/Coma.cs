using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of COMA.</summary>
public sealed record ComaSettings
{
    /// <summary>Width of the critic's two hidden layers.</summary>
    [Setting("width of the critic's two hidden layers", Min = 1, Max = NetworkSizes.MostWidth)]
    public int CriticWidth { get; init; } = 128;

    /// <summary>The critic's learning rate; that of the policies is <c>learner.lr</c>.</summary>
    [Setting("learning rate of the critic; that of the policies is learner.lr", Above = 0)]
    public double CriticLr { get; init; } = 5e-4;
}

/// <summary>
/// Counterfactual multi-agent policy gradients. Policies π_i, soft-max with a floor, learn from how much better an agent's action was than the
/// average under its policy, with the actions of the others fixed. A central critic gives the values of all its actions at once:
/// <code>
/// A_i      = Q_i(u_i, u_-i) - sum_a π_i(a) Q_i(a, u_-i)
/// L_actor  = - log π_i(u_i) · sg A_i                                       a mean over transitions and agents
/// L_critic = (Q_i(u_i, u_-i) - G_i)²  at one time step                     a mean over episodes and agents, the last step first
/// G        = the lambda-return of Q_i⁻ at the actions taken
/// Q_i      = MLP [s | o_i | u_-i | last u | i]
/// </code>
/// The critic makes a step of its optimiser for every time step of the batch, and an agent's advantage is of the critic as it was just before
/// the step of that time. It learns from fresh episodes alone.
/// </summary>
public sealed class Coma<T> : Algorithm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The purpose of the draws of actions after the last step of episodes that go on.</summary>
    public static readonly StreamPurpose ActedLast = StreamPurpose.Named("coma last actions");

    // What the critic's phase keeps: G of all steps, and the critic's values, [steps, rows, actions], which the actors read.
    private const int Returns = 0;
    private const int Values = 1;

    private readonly LearnerSettings _learner;
    private readonly RecurrentAgent<T> _agent;
    private readonly CounterfactualNetwork<T> _critic;
    private readonly CounterfactualNetwork<T> _target;

    /// <summary>Declares policies, critic and its target.</summary>
    public Coma(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, ComaSettings settings)
    {
        (_learner, _agent) = (learner, agents.Online);
        var critic = new ParameterSet<T>();
        var target = new ParameterSet<T>(trainable: false);
        _critic = Critic(critic);
        _target = Critic(target);
        var actorGroup = new ParameterGroup<T>("actor", agents.Parameters, null, learner);
        var criticGroup = new ParameterGroup<T>("critic", critic, target, learner with { Lr = settings.CriticLr });
        Groups = [actorGroup, criticGroup];
        Phases = [new Phase<T>(criticGroup, CriticLoss, PerTimeStep: true), new Phase<T>(actorGroup, ActorLoss)];

        CounterfactualNetwork<T> Critic(ParameterSet<T> set) =>
            new(set.Scope("critic"), agents.Team, settings.CriticWidth, seesHistory: true, ["fc1", "fc2", "fc3"]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterGroup<T>> Groups { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Phase<T>> Phases { get; }

    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Source = DataSource.Fresh, Draws = true };

    /// <summary>A_i of the actions taken, [.., rows], from the policies and the critic's values of all actions; nothing flows through it.</summary>
    public static Variable<T> Advantage(Variable<T> policy, Variable<T> values, Tensor<int> actions) =>
        values.Gather(actions).StopGradient() - (policy.StopGradient() * values.StopGradient()).Sum(-1);

    private Variable<T> CriticLoss(Shard<T> shard, Tape<T> tape, int step)
    {
        if (step >= shard.Steps)
        {
            return tape.Constant(tape.Arena.RentZeroed(new Shape())); // no episode of this shard has this step
        }

        ShardNotes<T> notes = shard.Notes!;
        Tensor<T> returns = notes[Returns] ??=
            shard.Targets(tape, shard.Bootstraps ? Next(shard, tape) : null, shard.Team.Agents, _learner);
        Tensor<T> kept = notes[Values] ??= tape.Arena.Rent((shard.Steps, shard.Rows, shard.Team.Actions));

        Tensor<int> taken = shard.Actions.Slice(step, 1);
        Variable<T> values = _critic.Forward(shard, tape, step, taken);
        values.Value.Span.CopyTo(kept.Slice(step, 1).Span);
        Variable<T> ofTaken = values.Gather(taken);
        shard.NoteValuesAt(step, ofTaken.Value, returns.Slice(step, 1));
        Variable<T> error = ofTaken - tape.Constant(returns.Slice(step, 1));
        return shard.MeanAt(step, error.Square());
    }

    private Variable<T> ActorLoss(Shard<T> shard, Tape<T> tape, int step)
    {
        Variable<T> policy = shard.FlooredSoftmax(_agent.Values(_agent.Unroll(tape, shard.Inputs).Slice(0, 0, shard.Steps)));
        Variable<T> advantage = Advantage(policy, tape.Constant(shard.Notes![Values]!.Value), shard.Actions);

        // Beyond an episode's end the stored action is 0, which may not have been available: its probability is set to 1 before the logarithm.
        Variable<T> mask = tape.Constant(shard.Mask.Reshape((shard.Steps, shard.Episodes, 1)));
        Variable<T> probability = (shard.ByAgent(policy.Gather(shard.Actions)) * mask) + (T.One - mask);
        return -shard.Mean(probability.Log() * shard.ByAgent(advantage));
    }

    /// <summary>What G bootstraps from, [slots - 1, rows].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape)
    {
        Tensor<int> actions = ActionsOfAllSlots(shard, tape).Slice(1, shard.Slots - 1);
        return _target.Forward(shard, tape, 1, actions).Gather(actions).Value;
    }

    /// <summary>
    /// The actions of all slots, [slots, rows]: those taken, and where an episode goes on after its last step those that the policies would take then.
    /// </summary>
    private Tensor<int> ActionsOfAllSlots(Shard<T> shard, Tape<T> tape)
    {
        Variable<T> policy = shard.FlooredSoftmax(_agent.Values(_agent.Unroll(tape, shard.Inputs).StopGradient()));
        Tensor<int> actions = shard.Noise.Choose(tape, ActedLast, policy.Value);
        int agents = shard.Team.Agents;
        for (int step = 0; step < shard.Steps && step < shard.Slots; step++)
        {
            for (int episode = 0; episode < shard.Episodes; episode++)
            {
                if (step < shard.Lengths.Span[episode])
                {
                    int first = (step * shard.Rows) + (episode * agents);
                    shard.Actions.Span.Slice(first, agents).CopyTo(actions.Span[first..]);
                }
            }
        }

        return actions;
    }
}
