using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class PeakTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Every_chain_of_every_lane_does_every_round(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        int chains = kernels.OperationsPerRound / 2;

        Assert.Equal(0, kernels.MultiplyAdd(0));
        Assert.Equal(1f * chains, kernels.MultiplyAdd(1));
        Assert.Equal(1.5f * chains, kernels.MultiplyAdd(2));
        Assert.Equal(1.75f * chains, kernels.MultiplyAdd(3));
    }
}
