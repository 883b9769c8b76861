using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Policies;

namespace Phalanx.Learning.Methods;

/// <summary>The algorithms of the library.</summary>
internal static class BuiltInAlgorithms
{
    private static readonly Support OverEntities = new() { NeedsEntities = true };

    public static void AddTo(AlgorithmRegistry registry)
    {
        registry.Register<NoAlgorithmSettings>(
            "iql", "independent Q-learning: every agent learns its own value of the team's reward", new(), (team, run, _) => new Iql<float>(team, run.Agent, run.Learner));
        registry.Register<NoAlgorithmSettings>(
            "vdn", "value decomposition networks: the team's value is the sum of the agents'", new(), (team, run, _) => new Vdn<float>(team, run.Agent, run.Learner));
        registry.Register<VdnSSettings>(
            "vdn-s", "VDN with a value of the state added", new(), (team, run, own) => new VdnS<float>(team, run.Agent, run.Learner, own));
        registry.Register<QmixSettings>(
            "qmix", "a monotonic mixing network whose weights come from the state", new(), (team, run, own) => new Qmix<float>(team, run.Agent, run.Learner, own));
        registry.Register<QmixNsSettings>(
            "qmix-ns", "QMIX whose weights do not come from the state", new(), (team, run, own) => new QmixNs<float>(team, run.Agent, run.Learner, own));
        registry.Register<QmixLinSettings>(
            "qmix-lin", "QMIX without a hidden layer: a sum weighed by the state", new(), (team, run, own) => new QmixLin<float>(team, run.Agent, run.Learner, own));
        registry.Register<QattenSettings>(
            "qatten", "a sum weighed by attention of the state to the agents", new(), (team, run, own) => new Qatten<float>(team, run.Agent, run.Learner, own));
        registry.Register<QplexSettings>(
            "qplex", "a duel of values and advantages: all that lets agents be greedy on their own", new(), (team, run, own) => new Qplex<float>(team, run.Agent, run.Learner, own));
        registry.Register<QplexAttenSettings>(
            "qplex-atten", "QPLEX over values that Qatten's attention transforms", new(), (team, run, own) => new QplexAtten<float>(team, run.Agent, run.Learner, own));
        registry.Register<CwQmixSettings>(
            "cw-qmix", "QMIX that learns from Q*, weighing what Q* thinks best", new(), (team, run, own) => new CwQmix<float>(team, run.Agent, run.Learner, own));
        registry.Register<OwQmixSettings>(
            "ow-qmix", "QMIX that learns from Q*, weighing what is underestimated", new(), (team, run, own) => new OwQmix<float>(team, run.Agent, run.Learner, own));
        registry.Register<QmixQstarSettings>(
            "qmix-qstar", "Weighted QMIX without weights", new(), (team, run, own) => new QmixQstar<float>(team, run.Agent, run.Learner, own));
        registry.Register<QmixCwSettings>(
            "qmix-cw", "CW-QMIX without Q*", new(), (team, run, own) => new QmixCw<float>(team, run.Agent, run.Learner, own));
        registry.Register<QmixOwSettings>(
            "qmix-ow", "OW-QMIX without Q*", new(), (team, run, own) => new QmixOw<float>(team, run.Agent, run.Learner, own));
        registry.Register<ResqSettings>(
            "resq", "QMIX with a residual that is never positive, fitted beside Q*", new(), (team, run, own) => new Resq<float>(team, run.Agent, run.Learner, own));
        AddDistributional(registry);
        AddEntityWise(registry);
        registry.Register<QtranBaseSettings>(
            "qtran-base", "an unrestricted joint value, and utilities transformed to agree with it", new(), (team, run, own) => new QtranBase<float>(team, run.Agent, run.Learner, own));
        registry.Register<QtranAltSettings>(
            "qtran-alt", "QTRAN with counterfactual joint values and the stronger condition", new(), (team, run, own) => new QtranAlt<float>(team, run.Agent, run.Learner, own));
        registry.Register<ComaSettings>(
            "coma",
            "policies that learn from counterfactual advantages, on fresh episodes",
            new(),
            (team, run, own) => new Coma<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.FlooredSoftmax);
        registry.Register<MaddpgSettings>(
            "maddpg",
            "actors that follow a central critic of the whole team",
            new() { ContinuousActions = true },
            (team, run, own) => team.ContinuousActions is null
                ? new Maddpg<float>(team, run.Agent, run.Learner, own)
                : new MaddpgContinuous<float>(team, run.Agent, run.Learner, own.Continuous),
            DeterministicActorCritic<float>.Acts(own => ((MaddpgSettings)own).Continuous).OrRecurrent());
        registry.Register<MasacSettings>(
            "masac",
            "soft actor-critic with a central critic of the whole team",
            new(),
            (team, run, own) => new Masac<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.FlooredSoftmax);
        registry.Register<FsvSettings>(
            "fsv",
            "soft values of agents, factorised: policies of energies that make the team's",
            new() { ContinuousActions = true },
            (team, run, own) => team.ContinuousActions is null
                ? new Fsv<float>(team, run.Agent, run.Learner, own)
                : new FsvContinuous<float>(team, run.Agent, run.Learner, own),
            FsvContinuous<float>.Acts.OrRecurrent(run => new SoftGreedy(((FsvSettings)run.Algorithm).Temperature.ToSchedule())));
        registry.Register<ActorCriticSettings>(
            "vdn-ac",
            "VDN with actors, for continuous actions",
            new() { DiscreteActions = false, ContinuousActions = true },
            (team, run, own) => new VdnAc<float>(team, run.Agent, run.Learner, own),
            DeterministicActorCritic<float>.Acts(own => (ActorCriticSettings)own));
        registry.Register<QmixAcSettings>(
            "qmix-ac",
            "QMIX with actors, for continuous actions",
            new() { DiscreteActions = false, ContinuousActions = true },
            (team, run, own) => new QmixAc<float>(team, run.Agent, run.Learner, own),
            DeterministicActorCritic<float>.Acts(own => ((QmixAcSettings)own).Critic));
    }

    /// <summary>Those that learn the distribution of the return.</summary>
    private static void AddDistributional(AlgorithmRegistry registry)
    {
        registry.Register<QuantileSettings>(
            "diql",
            "distributional IQL: every agent learns quantiles of the team's return",
            new(),
            (team, run, own) => new Diql<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.EpsilonGreedyOnMeans);
        registry.Register<QuantileSettings>(
            "ddn",
            "distributional VDN: the team's quantiles are sums of the agents'",
            new(),
            (team, run, own) => new Ddn<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.EpsilonGreedyOnMeans);
        registry.Register<DmixSettings>(
            "dmix",
            "distributional QMIX: QMIX of the agents' means, with the shape of the sum",
            new(),
            (team, run, own) => new Dmix<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.EpsilonGreedyOnMeans);
        registry.Register<DattenSettings>(
            "datten",
            "distributional Qatten: quantiles summed with weights by attention",
            new(),
            (team, run, own) => new Datten<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.EpsilonGreedyOnMeans);
        registry.Register<ReszSettings>(
            "resz",
            "distributional ResQ: quantiles with a residual that is never positive, fitted beside Z*",
            new(),
            (team, run, own) => new Resz<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.EpsilonGreedyOnMeans);
    }

    /// <summary>Those that attend to entities.</summary>
    private static void AddEntityWise(AlgorithmRegistry registry)
    {
        registry.Register<RefilSettings>(
            "refil",
            "agents that attend to entities and imagine them in random groups",
            OverEntities,
            (team, run, own) => new Refil<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.OverEntities<RefilSettings>(own => own.Network));
        registry.Register<QmixAttenSettings>(
            "qmix-atten",
            "QMIX whose agents and mixer attend to entities: REFIL without imagination",
            OverEntities,
            (team, run, own) => new QmixAtten<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.OverEntities<QmixAttenSettings>(own => own.Network));
        registry.Register<VdnAttenSettings>(
            "vdn-atten",
            "VDN whose agents attend to entities: REFIL without imagination and mixer",
            OverEntities,
            (team, run, own) => new VdnAtten<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.OverEntities<VdnAttenSettings>(own => own.Network));
    }
}
