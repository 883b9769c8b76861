namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class EntityReferenceTests
{
    public static TheoryData<string> Files => ["refil", "refil_vdn", "refil_linear", "qmix_attention"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_double_precision(string file) =>
        RecordedLearner.VerifyInDoublePrecision(file, RecordedEntities.Create<double>);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width(string file) =>
        RecordedLearner.VerifyInSinglePrecision(file, RecordedEntities.Create<float>);
}
