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

/// <summary>The settings of MASAC for discrete actions.</summary>
public sealed record MasacSettings
{
    /// <summary>Width of the critic's hidden layers.</summary>
    [Setting("width of the central critic's hidden layers", Min = 1, Max = NetworkSizes.MostWidth)]
    public int CentralWidth { get; init; } = 256;

    /// <summary>α, the weight of the entropy.</summary>
    [Setting("weight of the policies' entropy", Min = 0)]
    public double EntropyTemperature { get; init; } = 0.01;

    /// <summary>A floor of the target policy of its own; without one it is that of the policy.</summary>
    [Setting("floor of the target policy, if it is to have another than the policy", Min = 0, Max = 1)]
    public double? TargetFloor { get; init; }
}

/// <summary>
/// Soft actor-critic for discrete actions of a team, a baseline of Weighted QMIX's paper: policies π_i, soft-max with a floor, and a central
/// critic Q* of networks of its own.
/// <code>
/// L        = L_actor + L_critic                                             a_i ~ π_i(τ_i)      a'_i ~ π_i⁻(τ'_i)
/// L_critic = (Q*(s, τ, u) - y)²          y = r + γ (1 - terminated) [Q*⁻(s', τ', a') - α sum_i log π_i⁻(a'_i)]
/// L_actor  = log π_i(a_i) · sg (α (log π_i(a_i) + 1) - Q*(s, τ, a))
/// </code>
/// means over transitions, and over agents for the actors. sg stops the gradient: the actors learn from the score alone, the critic from y alone.
/// </summary>
public sealed class Masac<T> : SinglePhaseAlgorithm<T, Masac<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The purpose of the draws of the policies' actions.</summary>
    public static readonly StreamPurpose Acted = StreamPurpose.Named("masac actions");

    /// <summary>The purpose of the draws of the target policies' actions.</summary>
    public static readonly StreamPurpose ActedByTarget = StreamPurpose.Named("masac target actions");

    private readonly MasacSettings _settings;

    /// <summary>Declares policies and critic.</summary>
    public Masac(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, MasacSettings settings)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, new CentralCritic<T>(set, agents.Team, agents.Online.Settings, settings.CentralWidth)),
            set => new Networks(agents.DeclareTarget(set), new CentralCritic<T>(set, agents.Team, agents.Online.Settings, settings.CentralWidth))) =>
        _settings = settings;

    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Draws = true };

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape) =>
        [new JointValue<T>("q_star", Online.Critic.Taken(shard, tape, out _).Value)];

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        T alpha = T.CreateChecked(_settings.EntropyTemperature);
        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs).Slice(0, 0, shard.Steps);
        Variable<T> policy = shard.FlooredSoftmax(Online.Agent.Values(hidden));
        Tensor<int> acted = shard.Noise.Choose(tape, Acted, policy.Value);
        Variable<T> logProbability = policy.Gather(acted).Log();

        Variable<T> taken = Online.Critic.Taken(shard, tape, out Tensor<T> utilities);
        Tensor<T> y = shard.Targets(tape, shard.Bootstraps ? Next(shard, tape) : null, 1, Learner);
        shard.NoteValues(taken.Value, y);
        Variable<T> critic = shard.MeanSquare(taken - tape.Constant(y));

        Tensor<T> star = Online.Critic.Of(shard, tape, utilities, acted).Reshape((shard.Steps, shard.Episodes, 1));
        Variable<T> cost = shard.ByAgent((logProbability.StopGradient() + T.One) * alpha) - tape.Constant(star);
        return critic + shard.Mean(shard.ByAgent(logProbability) * cost);
    }

    /// <summary><c>Q*⁻(s', τ', a') - α sum_i log π_i⁻(a'_i)</c>, [slots - 1, episodes].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape)
    {
        int slots = shard.Slots - 1;
        RunProgress progress = _settings.TargetFloor is { } floor ? shard.Progress with { Exploration = floor } : shard.Progress;
        Variable<T> policy = (shard with { Progress = progress }).FlooredSoftmax(Target.Agent.Values(Target.Agent.Unroll(tape, shard.Inputs)));
        Tensor<int> acted = shard.Noise.Choose(tape, ActedByTarget, policy.Value);
        Variable<T> logProbabilities = shard.ByAgent(policy.Gather(acted).Log().Slice(0, 1, slots)).Sum(-1);
        Tensor<T> star = Target.Critic.Next(shard, tape, Target.Critic.Utilities(shard, tape), acted);
        return (tape.Constant(star) - (logProbabilities * T.CreateChecked(_settings.EntropyTemperature))).Value;
    }

    /// <summary>Policies and the central critic.</summary>
    /// <param name="Agent">The policies.</param>
    /// <param name="Critic">The critic.</param>
    public sealed record Networks(RecurrentAgent<T> Agent, CentralCritic<T> Critic);
}
