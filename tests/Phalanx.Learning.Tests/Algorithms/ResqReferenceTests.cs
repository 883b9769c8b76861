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

    /// <summary>The recorded loss with a penalised residual is of three parts; without the penalty the other two are left.</summary>
    [Fact]
    public void The_loss_of_a_raw_residual_is_the_recorded_one_without_the_penalty()
    {
        var recorded = new RecordedLearner("resq_hinge");
        double penalty = recorded.Values("expect.loss_hinge")[0];
        Assert.True(penalty > 0.01); // so that it is a test
        Assert.Equal(recorded.Values("expect.loss_jt")[0] + recorded.Values("expect.loss_central")[0], Raw(), 9);
        Assert.Equal(recorded.Values("expect.loss")[0] - penalty, Raw(), 9);

        static double Raw() => LossDifferences.LossOf(
            "resq_hinge",
            file => new Resq<double>(TestAgents.Recurrent<double>(file.Team, file.Agent), file.Learner, Settings(file) with { Constraint = ResidualConstraint.Raw }));
    }

    internal static Resq<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, Settings(recorded));

    private static ResqSettings Settings(RecordedLearner recorded) => new()
    {
        Main = recorded.Text("mixer") == "vdn" ? ResqMain.Vdn : ResqMain.Qmix,
        Constraint = recorded.Text("residual_constraint") == "NegAbs" ? ResidualConstraint.NegativeAbsolute : ResidualConstraint.Hinge,
        Mixer = new() { Embedding = recorded.Size("E"), HypernetWidth = recorded.Size("W") },
        ResidualWidth = recorded.Size("C"),
        Central = new() { Width = recorded.Size("C") },
    };
}
