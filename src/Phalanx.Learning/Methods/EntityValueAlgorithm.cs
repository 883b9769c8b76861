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
/// Methods that look at entities and regress one value of the team on a bootstrap target and, where they imagine, a second value, mixed from
/// the agents' values when they see only their own group and only the other:
/// <code>
/// L = (1 - λ) mean (Q_tot - y)² + λ mean (Q_tot(imagined) - y)²        y = r + γ (1 - terminated) Q_tot⁻(τ', ū')
/// ū'_i = argmax over available actions of Q_i(τ'_i, ·)
/// </code>
/// Both have the same y, which does not depend on the imagination. Gradients reach agents and mixer in both.
/// </summary>
public abstract class EntityValueAlgorithm<T> : SinglePhaseAlgorithm<T, EntityValueAlgorithm<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _imagined;

    /// <summary>Declares online and target networks.</summary>
    /// <param name="agents">The agents' networks.</param>
    /// <param name="learner">Targets and steps.</param>
    /// <param name="mixer">Declares a mixer in the scope it is given.</param>
    /// <param name="imagined">λ, the share of what is imagined in the loss; with 0 nothing is imagined.</param>
    protected EntityValueAlgorithm(
        AgentNetworks<T, EntityAgent<T>> agents,
        LearnerSettings learner,
        Func<ParameterScope<T>, IEntityMixer<T>> mixer,
        double imagined = 0)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, mixer(set.Scope("mixer"))),
            set => new Networks(agents.DeclareTarget(set), mixer(set.Scope("mixer"))))
    {
        _imagined = imagined;
        Needs = new DataNeeds { Draws = imagined > 0, Observations = false, State = false, Entities = true };
    }

    /// <inheritdoc/>
    public sealed override DataNeeds Needs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        EntityInput<T> input = AgentInput(shard, tape, groups: null);
        Variable<T> features = Online.Agent.Features(input);
        Tensor<T> values = Online.Agent.Values(features, input).Value;
        Variable<T> taken = Online.Agent.ValuesAt(features, input, values, shard.Actions);
        return [new JointValue<T>("q_tot", Mix(Online.Mixer, shard, 0, taken, groups: null, out _).Value)];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Tensor<T>? groups = _imagined > 0 ? Imagination.Draw(shard, tape) : null;
        EntityInput<T> input = AgentInput(shard, tape, groups);
        Variable<T> features = Online.Agent.Features(input);
        Tensor<T> values = Online.Agent.Values(features.StopGradient(), input).Value;
        Variable<T> taken = Online.Agent.ValuesAt(features, input, values, shard.Actions);

        Tensor<T>? next = shard.Bootstraps ? Next(shard, tape, OfRealPass(shard, tape, values)) : null;
        Tensor<T> target = shard.Targets(tape, next, 1, Learner);
        Variable<T> y = tape.Constant(target);
        Variable<T> joint = Mix(Online.Mixer, shard, 0, taken, groups, out Variable<T>? imagined);
        shard.NoteValues(joint.Value, target);
        Variable<T> loss = shard.MeanSquare(joint - y);
        return imagined is { } second
            ? (loss * T.CreateChecked(1 - _imagined)) + (shard.MeanSquare(second - y) * T.CreateChecked(_imagined))
            : loss;
    }

    /// <summary>The target networks' value of the greedy actions at every slot but the first, [slots - 1, episodes].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape, Tensor<T> onlineValues)
    {
        int slots = shard.Slots - 1;
        EntityInput<T> input = AgentInput(shard, tape, groups: null);
        Tensor<T> values = Target.Agent.Values(Target.Agent.Features(input), input).Value;
        Tensor<int> greedy = shard.Greedy(tape, Learner.DoubleQ ? onlineValues : values);
        Variable<T> next = tape.Constant(shard.Next(tape, values, greedy)).Reshape((slots, shard.Episodes, shard.Team.Agents));
        return Mix(Target.Mixer, shard, 1, next, groups: null, out _).Value;
    }

    private static EntityInput<T> AgentInput(Shard<T> shard, Tape<T> tape, Tensor<T>? groups) =>
        EntityInput<T>.OfAgents(tape, shard.Team, shard.Entities!.Value, shard.LastActions, groups);

    /// <summary>Mixes values, [slots, episodes, passes x agents], that belong to slots in a row.</summary>
    private static Variable<T> Mix(
        IEntityMixer<T> mixer, Shard<T> shard, int first, Variable<T> values, Tensor<T>? groups, out Variable<T>? imagined)
    {
        int slots = values.Shape[0];
        EntityView<T> view = shard.Entities!.Value.Slice(first, slots);
        Tensor<int> lastActions = shard.LastActions.Slice(first, slots);
        var real = EntityInput<T>.OfMixer(values.Tape, shard.Team, view, lastActions);
        EntityInput<T> all = groups is null ? real : EntityInput<T>.OfMixer(values.Tape, shard.Team, view, lastActions, groups);
        return mixer.Mix(values, new EntityMixerInput<T>(real, all), out imagined);
    }

    /// <summary>The values of the real pass among those of all passes.</summary>
    private static Tensor<T> OfRealPass(Shard<T> shard, Tape<T> tape, Tensor<T> values)
    {
        if (values.Shape[1] == shard.Rows)
        {
            return values;
        }

        int actions = values.Shape.Last;
        Variable<T> byEpisode = tape.Constant(values).Reshape((shard.Slots, shard.Episodes, values.Shape[1] / shard.Episodes * actions));
        return byEpisode.Slice(2, 0, shard.Team.Agents * actions).Value.Reshape((shard.Slots, shard.Rows, actions));
    }

    /// <summary>Agents and a mixer.</summary>
    /// <param name="Agent">The agents.</param>
    /// <param name="Mixer">The mixer.</param>
    public sealed record Networks(EntityAgent<T> Agent, IEntityMixer<T> Mixer);
}
