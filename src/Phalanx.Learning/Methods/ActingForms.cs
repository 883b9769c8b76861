using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Policies;

namespace Phalanx.Learning.Methods;

/// <summary>How the teams of the library's methods act, where they do not act as most do.</summary>
internal static class ActingForms
{
    /// <summary>Recurrent agents that act by soft-max with a floor, as those do that learn a policy.</summary>
    public static ActingDefinition<RecurrentAgent<float>> FlooredSoftmax { get; } = ActingDefinition.Recurrent(_ => new FlooredSoftmax());

    /// <summary>Recurrent agents that act by soft values, at a temperature that falls with time.</summary>
    public static ActingDefinition<RecurrentAgent<float>> SoftGreedy { get; } =
        ActingDefinition.Recurrent(run => new SoftGreedy(((FsvSettings)run.Algorithm).Temperature.ToSchedule()));

    /// <summary>Quantile agents that act epsilon-greedily on their means.</summary>
    public static ActingDefinition<QuantileAgent<float>> EpsilonGreedyOnMeans { get; } =
        new((scope, team, run) => new QuantileAgent<float>(scope, team, run.Agent, ((QuantileSettings)run.Algorithm).Cosines));

    /// <summary>Actors of squashed Gaussian policies.</summary>
    public static ActingDefinition<ContinuousActor<float>> SquashedGaussian { get; } =
        new((scope, team, run) => new ContinuousActor<float>(scope, team, run.Agent.Hidden, outputs: 2))
        {
            ContinuousRule = _ => new SquashedGaussian(),
        };

    /// <summary>Deterministic actors whose actions are disturbed.</summary>
    /// <param name="settings">Where an algorithm's settings have those of its actors.</param>
    public static ActingDefinition<ContinuousActor<float>> Disturbed<TSettings>(Func<TSettings, ActorCriticSettings> settings)
        where TSettings : class =>
        new((scope, team, run) => new ContinuousActor<float>(scope, team, run.Agent.Hidden, outputs: 1))
        {
            ContinuousRule = run => new NoisyDeterministic(settings((TSettings)run.Algorithm).Noise),
        };

    /// <summary>Agents over entities that act epsilon-greedily.</summary>
    /// <param name="network">Where an algorithm's settings have those of its networks over entities.</param>
    public static ActingDefinition<EntityAgent<float>> OverEntities<TSettings>(Func<TSettings, EntityNetworkSettings> network)
        where TSettings : class =>
        new((scope, team, run) => EntityAgent<float>.Create(scope, team, run.Agent, network((TSettings)run.Algorithm)));
}
