using Phalanx.Learning.Agents;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;

namespace Phalanx.Learning.Algorithms;

/// <summary>How an algorithm acts and learns with one kind of actions. An algorithm may have two forms, one for each kind.</summary>
/// <typeparam name="TSettings">The algorithm's settings.</typeparam>
public abstract class AlgorithmForm<TSettings>
    where TSettings : class
{
    private protected AlgorithmForm()
    {
    }

    /// <summary>A form.</summary>
    /// <param name="acting">How the team acts.</param>
    /// <param name="create">Makes the algorithm that learns the network it is given.</param>
    public static AlgorithmForm<TSettings> Of<TAgent>(
        ActingDefinition<TAgent> acting, Func<AgentNetworks<float, TAgent>, RunSettings, TSettings, Algorithm<float>> create)
        where TAgent : class, IActingNetwork<float> => new Form<TAgent>(acting, create);

    internal abstract TrainableTeam Create(TeamShape team, RunSettings run);

    internal abstract Policy CreatePolicy(TeamShape team, RunSettings run, ParameterSet<float> weights);

    private sealed class Form<TAgent>(
        ActingDefinition<TAgent> acting, Func<AgentNetworks<float, TAgent>, RunSettings, TSettings, Algorithm<float>> create)
        : AlgorithmForm<TSettings>
        where TAgent : class, IActingNetwork<float>
    {
        internal override TrainableTeam Create(TeamShape team, RunSettings run)
        {
            var agents = new AgentNetworks<float, TAgent>(team, scope => acting.Declare(scope, team, run));
            Algorithm<float> algorithm = create(agents, run, (TSettings)run.Algorithm);
            if (algorithm.Groups.All(group => group.Online != agents.Parameters))
            {
                throw new InvalidOperationException(
                    $"The algorithm '{run.AlgorithmName}' has no group of the parameters that its team acts by; it must learn the network that it is given.");
            }

            return new TrainableTeam(algorithm, PolicyOf(team, agents.Online, run));
        }

        internal override Policy CreatePolicy(TeamShape team, RunSettings run, ParameterSet<float> weights) =>
            PolicyOf(team, acting.Declare(weights.Scope(AgentNetworks<float, TAgent>.Scope), team, run), run);

        private Policy PolicyOf(TeamShape team, TAgent agent, RunSettings run)
        {
            Policy policy = acting.PolicyOf(team, agent, run);
            return team.ContinuousActions is null || policy.ContinuousRule is not null
                ? policy
                : throw new InvalidOperationException(
                    $"The algorithm '{run.AlgorithmName}' has a form for continuous actions that does not say how they are chosen; give its acting a rule for them.");
        }
    }
}

/// <summary>An algorithm, and the policy by which its team acts while it learns.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Policy">The policy, with the parameters that the algorithm learns.</param>
public sealed record TrainableTeam(Algorithm<float> Algorithm, Policy Policy);
