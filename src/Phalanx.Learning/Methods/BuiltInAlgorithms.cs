using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The algorithms of the library. No other code names them.</summary>
public static class BuiltInAlgorithms
{
    private const string Mixing = "value-based/mixing";
    private const string Qtran = "value-based/qtran";
    private const string Weighted = "value-based/weighted";
    private const string Residual = "residual";
    private const string Distributional = "distributional/mixing";
    private const string DistributionalResidual = "distributional/residual";
    private const string OverEntities = "over-entities";
    private const string CentralCritic = "actor-critic/central";
    private const string FactoredCritic = "actor-critic/factored";
    private const string Soft = "soft";

    extension(AlgorithmRegistry)
    {
        /// <summary>A registry with the algorithms of the library.</summary>
        public static AlgorithmRegistry WithBuiltIns()
        {
            var registry = new AlgorithmRegistry();
            AddValueBased(registry);
            AddDistributional(registry);
            AddOverEntities(registry);
            AddActorCritics(registry);
            AddSoft(registry);
            return registry;
        }
    }

    private static void AddValueBased(AlgorithmRegistry registry)
    {
        Add<NoAlgorithmSettings>(
            Mixing, "iql", "independent Q-learning: every agent learns its own value of the team's reward", null, (agents, run, _) => new Iql<float>(agents, run.Learner));
        Add<NoAlgorithmSettings>(
            Mixing, "vdn", "value decomposition networks: the team's value is the sum of the agents'", ExactLimit.Additive, (agents, run, _) => new Vdn<float>(agents, run.Learner));
        Add<VdnSSettings>(
            Mixing, "vdn-s", "VDN with a value of the state added", ExactLimit.Additive, (agents, run, own) => new VdnS<float>(agents, run.Learner, own));
        Add<QmixSettings>(
            Mixing, "qmix", "a monotonic mixing network whose weights come from the state", ExactLimit.Monotonic, (agents, run, own) => new Qmix<float>(agents, run.Learner, own));
        Add<QmixNsSettings>(
            Mixing, "qmix-ns", "QMIX whose weights do not come from the state", ExactLimit.Monotonic, (agents, run, own) => new QmixNs<float>(agents, run.Learner, own));
        Add<QmixLinSettings>(
            Mixing, "qmix-lin", "QMIX without a hidden layer: a sum weighed by the state", ExactLimit.Additive, (agents, run, own) => new QmixLin<float>(agents, run.Learner, own));
        Add<QattenSettings>(
            Mixing, "qatten", "a sum weighed by attention of the state to the agents", ExactLimit.Additive, (agents, run, own) => new Qatten<float>(agents, run.Learner, own));
        Add<QplexSettings>(
            Mixing, "qplex", "a duel of values and advantages: all that lets agents be greedy on their own", ExactLimit.Payoff, (agents, run, own) => new Qplex<float>(agents, run.Learner, own));
        Add<QplexAttenSettings>(
            Mixing, "qplex-atten", "QPLEX over values that Qatten's attention transforms", ExactLimit.Payoff, (agents, run, own) => new QplexAtten<float>(agents, run.Learner, own));
        Add<QtranBaseSettings>(
            Qtran, "qtran-base", "an unrestricted joint value, and utilities transformed to agree with it", ExactLimit.Payoff, (agents, run, own) => new QtranBase<float>(agents, run.Learner, own));
        Add<QtranAltSettings>(
            Qtran, "qtran-alt", "QTRAN with counterfactual joint values and the stronger condition", ExactLimit.Payoff, (agents, run, own) => new QtranAlt<float>(agents, run.Learner, own));
        Add<CwQmixSettings>(
            Weighted, "cw-qmix", "QMIX that learns from Q*, weighing what Q* thinks best", ExactLimit.MonotonicByCentralWeights, (agents, run, own) => new CwQmix<float>(agents, run.Learner, own));
        Add<OwQmixSettings>(
            Weighted, "ow-qmix", "QMIX that learns from Q*, weighing what is underestimated", ExactLimit.MonotonicByOptimisticWeights, (agents, run, own) => new OwQmix<float>(agents, run.Learner, own));
        Add<QmixQstarSettings>(
            Weighted, "qmix-qstar", "Weighted QMIX without weights", ExactLimit.Monotonic, (agents, run, own) => new QmixQstar<float>(agents, run.Learner, own));
        Add<QmixCwSettings>(
            Weighted, "qmix-cw", "CW-QMIX without Q*", ExactLimit.MonotonicByCentralWeights, (agents, run, own) => new QmixCw<float>(agents, run.Learner, own));
        Add<QmixOwSettings>(
            Weighted, "qmix-ow", "OW-QMIX without Q*", ExactLimit.MonotonicByOptimisticWeights, (agents, run, own) => new QmixOw<float>(agents, run.Learner, own));
        Add<ResqSettings>(
            Residual, "resq", "QMIX with a residual that is never positive, fitted beside Q*", ExactLimit.Payoff, (agents, run, own) => new Resq<float>(agents, run.Learner, own));

        void Add<TSettings>(
            string family,
            string name,
            string summary,
            ExactLimit? limit,
            Func<AgentNetworks<float, RecurrentAgent<float>>, RunSettings, TSettings, Algorithm<float>> create)
            where TSettings : class, new() => registry.Register(name, summary, create, family, limit);
    }

    /// <summary>Those that learn the distribution of the return.</summary>
    private static void AddDistributional(AlgorithmRegistry registry)
    {
        Add<QuantileSettings>(
            Distributional, "diql", "distributional IQL: every agent learns quantiles of the team's return", null, (agents, run, own) => new Diql<float>(agents, run.Learner, own));
        Add<QuantileSettings>(
            Distributional, "ddn", "distributional VDN: the team's quantiles are sums of the agents'", ExactLimit.Additive, (agents, run, own) => new Ddn<float>(agents, run.Learner, own));
        Add<DmixSettings>(
            Distributional, "dmix", "distributional QMIX: QMIX of the agents' means, with the shape of the sum", ExactLimit.Monotonic, (agents, run, own) => new Dmix<float>(agents, run.Learner, own));
        Add<DattenSettings>(
            Distributional, "datten", "distributional Qatten: quantiles summed with weights by attention", ExactLimit.Additive, (agents, run, own) => new Datten<float>(agents, run.Learner, own));
        Add<ReszSettings>(
            DistributionalResidual, "resz", "distributional ResQ: quantiles with a residual that is never positive, fitted beside Z*", ExactLimit.Payoff, (agents, run, own) => new Resz<float>(agents, run.Learner, own));

        void Add<TSettings>(
            string family,
            string name,
            string summary,
            ExactLimit? limit,
            Func<AgentNetworks<float, QuantileAgent<float>>, RunSettings, TSettings, Algorithm<float>> create)
            where TSettings : class, new() => registry.Add(new AlgorithmDefinition<TSettings>(name, summary)
            {
                Family = family,
                Limit = limit,
                Discrete = AlgorithmForm<TSettings>.Of(ActingForms.EpsilonGreedyOnMeans, create),
            });
    }

    /// <summary>Those that attend to entities.</summary>
    private static void AddOverEntities(AlgorithmRegistry registry)
    {
        registry.Add(new AlgorithmDefinition<RefilSettings>("refil", "agents that attend to entities and imagine them in random groups")
        {
            Family = OverEntities,
            Limit = ExactLimit.Monotonic,
            NeedsEntities = true,
            Discrete = AlgorithmForm<RefilSettings>.Of(
                ActingForms.OverEntities<RefilSettings>(own => own.Network), (agents, run, own) => new Refil<float>(agents, run.Learner, own)),
        });
        registry.Add(new AlgorithmDefinition<QmixAttenSettings>("qmix-atten", "QMIX whose agents and mixer attend to entities: REFIL without imagination")
        {
            Family = OverEntities,
            Limit = ExactLimit.Monotonic,
            NeedsEntities = true,
            Discrete = AlgorithmForm<QmixAttenSettings>.Of(
                ActingForms.OverEntities<QmixAttenSettings>(own => own.Network), (agents, run, own) => new QmixAtten<float>(agents, run.Learner, own)),
        });
        registry.Add(new AlgorithmDefinition<VdnAttenSettings>("vdn-atten", "VDN whose agents attend to entities: REFIL without imagination and mixer")
        {
            Family = OverEntities,
            Limit = ExactLimit.Additive,
            NeedsEntities = true,
            Discrete = AlgorithmForm<VdnAttenSettings>.Of(
                ActingForms.OverEntities<VdnAttenSettings>(own => own.Network), (agents, run, _) => new VdnAtten<float>(agents, run.Learner)),
        });
    }

    private static void AddActorCritics(AlgorithmRegistry registry)
    {
        registry.Add(new AlgorithmDefinition<ComaSettings>("coma", "policies that learn from counterfactual advantages, on fresh episodes")
        {
            Family = CentralCritic,
            Discrete = AlgorithmForm<ComaSettings>.Of(ActingForms.FlooredSoftmax, (agents, run, own) => new Coma<float>(agents, run.Learner, own)),
        });
        registry.Add(new AlgorithmDefinition<MasacSettings>("masac", "soft actor-critic with a central critic of the whole team")
        {
            Family = CentralCritic,
            Limit = ExactLimit.Payoff,
            Discrete = AlgorithmForm<MasacSettings>.Of(ActingForms.FlooredSoftmax, (agents, run, own) => new Masac<float>(agents, run.Learner, own)),
        });
        registry.Add(new AlgorithmDefinition<MaddpgSettings>("maddpg", "actors that follow a central critic of the whole team")
        {
            Family = CentralCritic,
            Limit = ExactLimit.Payoff,
            Discrete = AlgorithmForm<MaddpgSettings>.Of(
                ActingDefinition.EpsilonGreedy, (agents, run, own) => new Maddpg<float>(agents, run.Learner, own)),
            Continuous = AlgorithmForm<MaddpgSettings>.Of(
                ActingForms.Disturbed<MaddpgSettings>(own => own.Continuous),
                (agents, run, own) => new MaddpgContinuous<float>(agents, run.Learner, own.Continuous)),
        });
        registry.Add(new AlgorithmDefinition<ActorCriticSettings>("vdn-ac", "VDN with actors, for continuous actions")
        {
            Family = FactoredCritic,
            Continuous = AlgorithmForm<ActorCriticSettings>.Of(
                ActingForms.Disturbed<ActorCriticSettings>(own => own), (agents, run, own) => new VdnAc<float>(agents, run.Learner, own)),
        });
        registry.Add(new AlgorithmDefinition<QmixAcSettings>("qmix-ac", "QMIX with actors, for continuous actions")
        {
            Family = FactoredCritic,
            Continuous = AlgorithmForm<QmixAcSettings>.Of(
                ActingForms.Disturbed<QmixAcSettings>(own => own.Critic), (agents, run, own) => new QmixAc<float>(agents, run.Learner, own)),
        });
    }

    private static void AddSoft(AlgorithmRegistry registry) =>
        registry.Add(new AlgorithmDefinition<FsvSettings>("fsv", "soft values of agents, factorised: policies of energies that make the team's")
        {
            Family = Soft,
            Limit = ExactLimit.Payoff,
            Discrete = AlgorithmForm<FsvSettings>.Of(ActingForms.SoftGreedy, (agents, run, own) => new Fsv<float>(agents, run.Learner, own)),
            Continuous = AlgorithmForm<FsvSettings>.Of(
                ActingForms.SquashedGaussian, (agents, run, own) => new FsvContinuous<float>(agents, run.Learner, own)),
        });
}
