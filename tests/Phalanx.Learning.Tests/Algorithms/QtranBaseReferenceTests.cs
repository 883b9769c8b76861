using System.Numerics;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class QtranBaseReferenceTests
{
    public static TheoryData<string> Files => ["qtran_base", "qtran_base_target_argmax", "qtran_base_onehot_big"];

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

    /// <summary>Of the joint network, and of what it reads of the agents, without the losses that take its value but stop its gradient.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    [ComparesGradients]
    public void Gradients_of_the_whole_loss_agree_with_differences(string file)
    {
        LossDifferences.Verify(file, Create<double>, name => !IsOfJointValue(name));
        LossDifferences.Verify(
            file,
            recorded => new QtranBase<double>(TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), recorded.Learner, Settings(recorded) with { LambdaOpt = 0, LambdaNopt = 0 }),
            IsOfJointValue);
    }

    private static bool IsOfJointValue(string parameter) =>
        !parameter.StartsWith("mixer.V.", StringComparison.Ordinal) && !parameter.StartsWith("agent.fc2.", StringComparison.Ordinal);

    private static QtranBase<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, Settings(recorded));

    private static QtranBaseSettings Settings(RecordedLearner recorded) => new()
    {
        Width = recorded.Size("E"),
        HiddenLayers = recorded.Text("network_size") == "big" ? 3 : 2,
        Input = recorded.Text("qtran_arch") == "coma_critic" ? QtranInput.Actions : QtranInput.Encodings,
        LambdaOpt = recorded.Number("lambda_opt", 1),
        LambdaNopt = recorded.Number("lambda_nopt", 0.1),
    };
}
