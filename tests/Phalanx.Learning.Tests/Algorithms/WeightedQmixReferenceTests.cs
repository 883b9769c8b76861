using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class WeightedQmixReferenceTests
{
    public static TheoryData<string> Files => ["cw_qmix", "cw_qmix_atten", "ow_qmix", "qmix_qstar", "qmix_cw", "qmix_ow"];

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
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TeamShape team, AgentSettings agent, LearnerSettings learner) = (recorded.Team, recorded.Agent, recorded.Learner);
        double alpha = recorded.Number("alpha", 1);
        var mixer = new QmixSettings { Embedding = recorded.Size("E"), HypernetWidth = recorded.Size("W") };
        CentralSettings Central() => new()
        {
            Mixer = recorded.Text("central_mixer") == "atten" ? CentralForm.Attention : CentralForm.Feedforward,
            Width = recorded.Size("C"),
            Outputs = (int)recorded.Number("central_action_embed", 1),
            HypernetWidth = recorded.Size("W"),
        };

        return recorded.Text("algorithm") switch
        {
            "ow_qmix" => new OwQmix<T>(team, agent, learner, new() { Alpha = alpha, Mixer = mixer, Central = Central() }),
            "qmix_qstar" => new QmixQstar<T>(team, agent, learner, new() { Mixer = mixer, Central = Central() }),
            "qmix_cw" => new QmixCw<T>(team, agent, learner, new() { Alpha = alpha, Mixer = mixer }),
            "qmix_ow" => new QmixOw<T>(team, agent, learner, new() { Alpha = alpha, Mixer = mixer }),
            _ => new CwQmix<T>(team, agent, learner, new() { Alpha = alpha, Mixer = mixer, Central = Central() }),
        };
    }
}
