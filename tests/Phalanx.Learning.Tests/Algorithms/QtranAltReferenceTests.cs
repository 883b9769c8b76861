using System.Numerics;
using Phalanx.Learning.Algorithms;

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

    private static QtranAlt<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(recorded.Team, recorded.Agent, recorded.Learner, new()
        {
            Width = recorded.Size("E"),
            LambdaOpt = recorded.Number("lambda_opt", 1),
            LambdaNopt = recorded.Number("lambda_nopt", 0.1),
        });
}
