using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class ValueAlgorithmReferenceTests
{
    public static TheoryData<string> Files =>
    [
        "iql", "vdn", "vdn_single_q", "vdn_s", "qmix", "qmix_hyper1", "qmix_nstep3", "qmix_early_truncation", "qmix_ns", "qmix_lin", "qatten",
        "qatten_weighted", "qplex", "qplex_deep", "qplex_unweighted", "qplex_qatten",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_double_precision(string file)
    {
        RecordedLearner.VerifyInDoublePrecision(file, Create<double>);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width(string file)
    {
        RecordedLearner.VerifyInSinglePrecision(file, Create<float>);
    }

    private static Algorithm<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => recorded.Text("algorithm") switch
        {
            "iql" => new Iql<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner),
            "vdn" or "vdn_single_q" => new Vdn<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner),
            "vdn_s" => new VdnS<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new() { Embedding = recorded.Size("E") }),
            "qmix_ns" => new QmixNs<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new() { Embedding = recorded.Size("E") }),
            "qmix_lin" => new QmixLin<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
            {
                Embedding = recorded.Size("E"),
                HypernetLayers = (int)recorded.Number("hypernet_layers", 2),
                HypernetWidth = recorded.Size("W"),
            }),
            "qatten" or "qatten_weighted" => new Qatten<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, Attention(recorded)),
            "qplex" or "qplex_deep" or "qplex_unweighted" => new Qplex<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
            {
                Kernels = (int)recorded.Number("num_kernel", 0),
                KernelLayers = (int)recorded.Number("adv_hypernet_layers", 0),
                KernelWidth = (int)recorded.Number("adv_hypernet_embed", 0),
                HypernetWidth = recorded.Size("W"),
                Transforms = recorded.Text("weighted_head") == "true",
            }),
            "qplex_qatten" => new QplexAtten<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
            {
                Kernels = (int)recorded.Number("num_kernel", 0),
                KernelLayers = (int)recorded.Number("adv_hypernet_layers", 0),
                KernelWidth = (int)recorded.Number("adv_hypernet_embed", 0),
                Attention = Attention(recorded),
            }),
            "qmix" or "qmix_hyper1" or "qmix_nstep3" or "qmix_early_truncation" => new Qmix<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
            {
                Embedding = recorded.Size("E"),
                HypernetLayers = (int)recorded.Number("hypernet_layers", 2),
                HypernetWidth = recorded.Size("W"),
            }),
            var other => throw RecordedLearner.Unknown(other),
        };

    private static QattenSettings Attention(RecordedLearner recorded) => new()
    {
        Heads = (int)recorded.Number("n_head", 0),
        Embedding = recorded.Size("E"),
        HypernetWidth = recorded.Size("W"),
        WeightedHeads = recorded.Text("weighted_head") == "true",
        LogitPenalty = recorded.Number("attend_reg_coef", 0),
        Nonlinear = recorded.Text("nonlinear") == "true",
    };
}
