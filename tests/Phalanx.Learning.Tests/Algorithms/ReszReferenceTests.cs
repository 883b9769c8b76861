using System.Numerics;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class ReszReferenceTests
{
    public static TheoryData<string> Files => ["resz", "resz_central_flat", "resz_ddn"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_double_precision(string file) =>
        RecordedLearner.VerifyInDoublePrecision(file, Create<double>);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width(string file) =>
        RecordedLearner.VerifyInSinglePrecision(file, Create<float>);

    internal static Resz<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DistributionalReferenceTests.InjectLevels<T>(recorded);
        bool sums = recorded.Text("main_mixer") == "ddn";
        int cosines = (int)recorded.Number("quantile_embed_dim", 0);
        return new(TestAgents.OfQuantiles<T>(recorded.Team, recorded.Agent, cosines), recorded.Learner, new()
        {
            Quantiles = (int)recorded.Number("n_quantiles", 0),
            TargetQuantiles = (int)recorded.Number("n_target_quantiles", 0),
            Cosines = cosines,
            Main = sums ? ReszMain.Ddn : ReszMain.Datten,
            Residual = sums ? ReszResidual.Ddn : ReszResidual.Attention,
            Central = recorded.Text("algorithm") == "resz" ? ReszCentral.PerLevel : ReszCentral.Flat,
            CentralWidth = recorded.Size("C"),
            Attention = sums ? new() : DistributionalReferenceTests.Attention(recorded, "mixer"),
        });
    }
}
