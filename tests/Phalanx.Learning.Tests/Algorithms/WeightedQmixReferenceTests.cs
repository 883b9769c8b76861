using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

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

    [Theory]
    [InlineData("cw_qmix")]
    [InlineData("ow_qmix")]
    [InlineData("qmix_cw")]
    [InlineData("qmix_ow")]
    public void The_mean_weight_of_weighted_qmix_is_a_figure_of_the_metrics(string file)
    {
        var recorded = new RecordedLearner(file);
        Algorithm<double> algorithm = Create<double>(recorded);
        recorded.Load(algorithm);
        using var workers = new WorkerPool(1);
        var step = new LearnerStep<double>(algorithm, workers);
        step.Run(new RecordedBatch<double>(recorded, shards: 2));

        double[] mask = recorded.Values("expect.mask");
        double mean = recorded.Values("expect.w").Zip(mask, (weight, real) => weight * real).Sum() / mask.Sum();
        Assert.Equal(["weight_mean"], algorithm.Figures);
        Assert.InRange(mean, 0.11, 0.99);
        Assert.Equal(mean, step.Figures[0], 1e-12);
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
            "ow_qmix" => new OwQmix<T>(TestAgents.Recurrent<T>(team, agent), learner, new() { Alpha = alpha, Mixer = mixer, Central = Central() }),
            "qmix_qstar" => new QmixQstar<T>(TestAgents.Recurrent<T>(team, agent), learner, new() { Mixer = mixer, Central = Central() }),
            "qmix_cw" => new QmixCw<T>(TestAgents.Recurrent<T>(team, agent), learner, new() { Alpha = alpha, Mixer = mixer }),
            "qmix_ow" => new QmixOw<T>(TestAgents.Recurrent<T>(team, agent), learner, new() { Alpha = alpha, Mixer = mixer }),
            "cw_qmix" or "cw_qmix_atten" => new CwQmix<T>(TestAgents.Recurrent<T>(team, agent), learner, new() { Alpha = alpha, Mixer = mixer, Central = Central() }),
            var other => throw RecordedLearner.Unknown(other),
        };
    }
}
