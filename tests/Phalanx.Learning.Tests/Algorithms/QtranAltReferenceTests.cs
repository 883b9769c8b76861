using System.Numerics;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class QtranAltReferenceTests
{
    [Fact]
    public void A_recorded_step_is_reproduced_in_double_precision() =>
        RecordedLearner.VerifyInDoublePrecision("qtran_alt", Create<double>);

    [Fact]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width() =>
        RecordedLearner.VerifyInSinglePrecision("qtran_alt", Create<float>);

    /// <summary>Of the joint network without the losses that take its value but stop its gradient.</summary>
    [Fact]
    [ComparesGradients]
    public void Gradients_of_the_whole_loss_agree_with_differences()
    {
        LossDifferences.Verify("qtran_alt", Create<double>, name => !name.StartsWith("mixer.Q.", StringComparison.Ordinal));
        LossDifferences.Verify(
            "qtran_alt",
            recorded => new QtranAlt<double>(TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), recorded.Learner, Settings(recorded) with { LambdaOpt = 0, LambdaNopt = 0 }),
            name => name.StartsWith("mixer.Q.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_optimistic_bootstrap_of_qtran_alt_changes_its_targets()
    {
        double greedy = LossDifferences.LossOf("qtran_alt", recorded => OfTargets(recorded, QtranAltBootstrap.Greedy));
        double best = LossDifferences.LossOf("qtran_alt", recorded => OfTargets(recorded, QtranAltBootstrap.Max));
        Assert.NotEqual(greedy, best, 1e-6);
        LossDifferences.Verify("qtran_alt", recorded => OfTargets(recorded, QtranAltBootstrap.Max), name => name.StartsWith("mixer.Q.", StringComparison.Ordinal));

        static QtranAlt<double> OfTargets(RecordedLearner recorded, QtranAltBootstrap bootstrap) => new(
            TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), recorded.Learner, Settings(recorded) with { LambdaOpt = 0, LambdaNopt = 0, AltBootstrap = bootstrap });
    }

    [Fact]
    public void Every_layer_of_a_deeper_joint_network_of_qtran_alt_learns()
    {
        var recorded = new RecordedLearner("qtran_alt");
        QtranAltSettings deep = Settings(recorded) with { HiddenLayers = 4 };

        LossDifferences.Verify(recorded, Of(deep), name => !name.StartsWith("mixer.Q.", StringComparison.Ordinal));
        LossDifferences.Verify(
            recorded, Of(deep with { LambdaOpt = 0, LambdaNopt = 0 }), name => name.StartsWith("mixer.Q.", StringComparison.Ordinal));
        Assert.Equal(
            ["mixer.Q.0.weight", "mixer.Q.2.weight", "mixer.Q.4.weight", "mixer.Q.6.weight", "mixer.Q.8.weight",
                "mixer.V.0.weight", "mixer.V.2.weight", "mixer.V.4.weight", "mixer.V.6.weight"],
            Of(deep).Groups[0].Online.Parameters.Select(parameter => parameter.Name)
                .Where(name => name.StartsWith("mixer.", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal)));

        QtranAlt<double> Of(QtranAltSettings settings)
        {
            var algorithm = new QtranAlt<double>(TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), recorded.Learner, settings);
            algorithm.Groups[0].Initialise(3);
            return algorithm;
        }
    }

    private static QtranAlt<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, Settings(recorded));

    private static QtranAltSettings Settings(RecordedLearner recorded) => new()
    {
        Width = recorded.Size("E"),
        LambdaOpt = recorded.Number("lambda_opt", 1),
        LambdaNopt = recorded.Number("lambda_nopt", 0.1),
    };
}
