using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Section 4.9 of the specification of experiments.</summary>
public class LearningCurveTests
{
    private static readonly long[] Steps = [10_000, 20_000, 30_000, 40_000];

    [Fact]
    public void Worked_examples_of_section_4_9()
    {
        Assert.Equal(30_000, LearningCurve.FirstConfirmed(Steps, [0, 10, 35, 38], 30));
        Assert.Equal(20.75, LearningCurve.Area([0, 10, 35, 38]));
        Assert.Equal(40_000, LearningCurve.FirstConfirmed(Steps, [0, 31, 5, 38], 30));
    }

    [Fact]
    public void A_threshold_that_is_never_confirmed_is_reached_at_infinity()
    {
        Assert.Equal(double.PositiveInfinity, LearningCurve.FirstConfirmed(Steps, [0, 31, 5, 6], 30));
        Assert.Equal(double.PositiveInfinity, LearningCurve.FirstConfirmed([], [], 30));
    }

    [Fact]
    public void A_row_without_a_value_confirms_nothing()
    {
        Assert.Equal(40_000, LearningCurve.FirstConfirmed(Steps, [0, 31, null, 38], 30));
        Assert.Equal(20, LearningCurve.Area([10, null, 30]));
        Assert.Null(LearningCurve.Area([null]));
    }
}
