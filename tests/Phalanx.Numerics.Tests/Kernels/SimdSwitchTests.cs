using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class SimdSwitchTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("scalar", SimdLevel.Scalar)]
    [InlineData("128", SimdLevel.Bits128)]
    [InlineData("256", SimdLevel.Bits256)]
    [InlineData("512", SimdLevel.Bits512)]
    public void Every_allowed_value_forces_its_level(string? value, SimdLevel? level) => Assert.Equal(level, SimdSwitch.Parse(value));

    [Fact]
    public void Any_other_value_is_refused_and_told_what_is_allowed()
    {
        UserErrorException error = Assert.Throws<UserErrorException>(() => SimdSwitch.Parse("avx"));
        Assert.Equal("environment variable PHALANX_SIMD is 'avx'; allowed are scalar, 128, 256 and 512", error.Message);
    }

    [Fact]
    public void Double_precision_stays_scalar() => Assert.Equal(SimdLevel.Scalar, Kernels<double>.BestLevel);
}
