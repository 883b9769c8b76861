using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Probing;

namespace Phalanx.Numerics.Tests.Probing;

public class NumericProbeTests
{
    /// <summary>Wider registers add up in another order, and the digest must show it.</summary>
    [Fact]
    public void Every_register_width_has_a_digest_of_its_own() =>
        Assert.Equal(Kernels<float>.All.Count, Kernels<float>.All.Select(NumericProbe.Of).Distinct().Count());

    [Fact]
    public void A_digest_is_eight_digits_and_the_same_every_time()
    {
        Assert.Matches("^[0-9a-f]{8}$", NumericProbe.Digest);
        Assert.Equal(NumericProbe.Of(Kernels<float>.Best), NumericProbe.Digest);
    }
}
