using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Section 4.8 of the specification of experiments.</summary>
public class NormalisationBoundsTests
{
    [Fact]
    public void The_bounds_become_0_and_1_and_what_is_below_stays_below()
    {
        var bounds = new NormalisationBounds(0, 40);
        Assert.Equal(.8975, bounds.Normalise(35.9), 1e-12);
        Assert.Equal(-0.1, bounds.Normalise(-4), 1e-12);
        Assert.Equal(0.25, new NormalisationBounds(-12, 8).Normalise(-7), 1e-12);
        Assert.Equal(0.4, NormalisationBounds.Share.Normalise(0.4));
    }

    [Fact]
    public void Scores_may_be_clipped_below() => Assert.Equal(0, (new NormalisationBounds(0, 10) { ClipsBelow = true }).Normalise(-30));
}
