using Phalanx.Learning.Agents;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;

namespace Phalanx.Learning.Algorithms;

/// <summary>
/// How an algorithm's team acts, without the algorithm: the network, and the rule that makes actions of its outputs. It is the only declaration of it:
/// algorithms receive the network that it declares, and a saved policy is made from it alone.
/// </summary>
/// <typeparam name="TAgent">The kind of network.</typeparam>
/// <param name="Declare">Declares the network in the scope it is given.</param>
public sealed record ActingDefinition<TAgent>(Func<ParameterScope<float>, TeamShape, RunSettings, TAgent> Declare)
    where TAgent : class, IActingNetwork<float>
{
    /// <summary>How outputs become discrete actions; epsilon-greedy by default.</summary>
    public Func<RunSettings, IActionRule> Rule { get; init; } = _ => new EpsilonGreedy();

    /// <summary>How outputs become continuous actions; null for a definition of discrete ones.</summary>
    public Func<RunSettings, IContinuousActionRule>? ContinuousRule { get; init; }

    internal Policy PolicyOf(TeamShape team, TAgent network, RunSettings run) =>
        new(team, network, Rule(run)) { ContinuousRule = ContinuousRule?.Invoke(run) };
}

/// <summary>Definitions that many algorithms share.</summary>
public static class ActingDefinition
{
    /// <summary>Recurrent agents that act epsilon-greedily.</summary>
    public static ActingDefinition<RecurrentAgent<float>> EpsilonGreedy { get; } = Recurrent(_ => new EpsilonGreedy());

    /// <summary>Recurrent agents that act by a rule.</summary>
    public static ActingDefinition<RecurrentAgent<float>> Recurrent(Func<RunSettings, IActionRule> rule) =>
        new((scope, team, run) => new RecurrentAgent<float>(scope, team, run.Agent)) { Rule = rule };
}
