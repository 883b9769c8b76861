namespace Phalanx.Learning.Algorithms;

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
        registry.Register<QtranSettings>(
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
            "maddpg", "actors that follow a central critic of the whole team", new(), (team, run, own) => new Maddpg<float>(team, run.Agent, run.Learner, own));
        registry.Register<MasacSettings>(
            "masac",
            "soft actor-critic with a central critic of the whole team",
            new(),
            (team, run, own) => new Masac<float>(team, run.Agent, run.Learner, own),
            ActingDefinition.FlooredSoftmax);
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
