using Phalanx.Learning.Agents;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;

namespace Phalanx.Learning.Algorithms;

/// <summary>How an algorithm's team acts, said without the algorithm: all that whoever ships a team needs to build.</summary>
/// <param name="Network">Declares the network, in the scope in which the algorithm declares its agents.</param>
/// <param name="Rule">How outputs become actions.</param>
public sealed record ActingDefinition(
    Func<ParameterScope<float>, TeamShape, RunSettings, IActingNetwork<float>> Network, Func<RunSettings, IActionRule> Rule)
{
    /// <summary>How outputs become actions where those are continuous; null for a method that knows none.</summary>
    public Func<RunSettings, IContinuousActionRule>? ContinuousRule { get; init; }

    /// <summary>The scope in which every algorithm declares its agents.</summary>
    public const string Scope = "agent";

    /// <summary>Recurrent agents that act epsilon-greedily, as most algorithms' do.</summary>
    public static ActingDefinition EpsilonGreedy { get; } = Recurrent(_ => new EpsilonGreedy());

    /// <summary>Recurrent agents that act by soft-max with a floor, as those do that learn a policy.</summary>
    public static ActingDefinition FlooredSoftmax { get; } = Recurrent(_ => new FlooredSoftmax());

    /// <summary>Quantile agents that act epsilon-greedily on their means.</summary>
    public static ActingDefinition EpsilonGreedyOnMeans { get; } = new(
        (scope, team, run) => new QuantileAgent<float>(scope, team, run.Agent, ((QuantileSettings)run.Algorithm).Cosines), _ => new EpsilonGreedy());

    /// <summary>Recurrent agents that act by a rule.</summary>
    public static ActingDefinition Recurrent(Func<RunSettings, IActionRule> rule) =>
        new((scope, team, run) => new RecurrentAgent<float>(scope, team, run.Agent), rule);

    /// <summary>The same where actions are continuous, and recurrent agents where they are discrete; epsilon-greedy unless there is another rule.</summary>
    public ActingDefinition OrRecurrent(Func<RunSettings, IActionRule>? rule = null) => this with
    {
        Network = (scope, team, run) => (team.ContinuousActions is null ? EpsilonGreedy : this).Network(scope, team, run),
        Rule = rule ?? Rule,
    };

    /// <summary>Agents over entities that act epsilon-greedily.</summary>
    /// <param name="network">How they look at entities, among the algorithm's settings.</param>
    public static ActingDefinition OverEntities<TSettings>(Func<TSettings, EntityNetworkSettings> network)
        where TSettings : class =>
        new(
            (scope, team, run) => EntityAgent<float>.Create(scope, team, run.Agent, network((TSettings)run.Algorithm)),
            _ => new EpsilonGreedy());
}
