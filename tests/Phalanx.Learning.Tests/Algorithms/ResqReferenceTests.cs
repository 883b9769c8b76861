using System.Numerics;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class ResqReferenceTests
{
    public static TheoryData<string> Files => ["resq", "resq_hinge", "resq_one_step_vdn"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_double_precision(string file) =>
        RecordedLearner.VerifyInDoublePrecision(file, Create<double>);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width(string file) =>
        RecordedLearner.VerifyInSinglePrecision(file, Create<float>);

    internal static Resq<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
        {
            Main = recorded.Text("mixer") == "vdn" ? ResqMain.Vdn : ResqMain.Qmix,
            Constraint = recorded.Text("residual_constraint") == "NegAbs" ? ResidualConstraint.NegativeAbsolute : ResidualConstraint.Hinge,
            Mixer = new() { Embedding = recorded.Size("E"), HypernetWidth = recorded.Size("W") },
            ResidualWidth = recorded.Size("C"),
            Central = new() { Width = recorded.Size("C") },
        });
}
