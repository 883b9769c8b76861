using System.Numerics;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Training;

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

    private static QtranBase<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(recorded.Team, recorded.Agent, recorded.Learner, new()
        {
            Width = recorded.Size("E"),
            HiddenLayers = recorded.Text("network_size") == "big" ? 3 : 2,
            Input = recorded.Text("qtran_arch") == "coma_critic" ? QtranInput.Actions : QtranInput.Encodings,
            LambdaOpt = recorded.Number("lambda_opt", 1),
            LambdaNopt = recorded.Number("lambda_nopt", 0.1),
        });
}
