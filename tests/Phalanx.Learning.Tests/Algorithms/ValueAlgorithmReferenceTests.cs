using System.Numerics;
using Phalanx.Learning.Algorithms;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class ValueAlgorithmReferenceTests
{
    public static TheoryData<string> Files =>
        ["iql", "vdn", "vdn_single_q", "vdn_s", "qmix", "qmix_hyper1", "qmix_nstep3", "qmix_early_truncation"];

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
            "iql" => new Iql<T>(recorded.Team, recorded.Agent, recorded.Learner),
            "vdn" or "vdn_single_q" => new Vdn<T>(recorded.Team, recorded.Agent, recorded.Learner),
            "vdn_s" => new VdnS<T>(recorded.Team, recorded.Agent, recorded.Learner, new() { Embedding = recorded.Size("E") }),
            _ => new Qmix<T>(recorded.Team, recorded.Agent, recorded.Learner, new()
            {
                Embedding = recorded.Size("E"),
                HypernetLayers = (int)recorded.Number("hypernet_layers", 2),
                HypernetWidth = recorded.Size("W"),
            }),
        };
}
