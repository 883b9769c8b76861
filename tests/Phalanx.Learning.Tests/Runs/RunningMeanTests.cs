using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class RunningMeanTests
{
    [Fact]
    public void A_running_mean_is_the_mean_of_the_numbers_that_were_added()
    {
        Assert.Null(default(RunningMean).Mean);
        Assert.Equal(2.5, default(RunningMean).With(1).With(4).Mean);
        Assert.Equal(new RunningMean(5, 2), default(RunningMean).With(1).With(4));
    }
}
