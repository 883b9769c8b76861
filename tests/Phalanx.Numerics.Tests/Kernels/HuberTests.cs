using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class HuberTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Value_and_slope_agree_with_the_definition_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("huber");
        foreach (int length in RandomData.Lengths)
        {
            foreach (float delta in (float[])[0.25f, 1])
            {
                float[] x = [.. RandomData.Uniform(length, ref stream).Select(v => 2 * v)];
                float[] y = new float[length];
                float[] slope = new float[length];
                float[] ones = [.. Enumerable.Repeat(1f, length)];
                kernels.Map<Huber>(x, y, delta);
                kernels.MapBackward<Huber>(x, y, ones, slope, accumulate: false, delta);
                RandomData.AssertClose(
                    [.. x.Select(v => Math.Abs(v) <= delta ? (double)v * v / 2 : delta * (Math.Abs((double)v) - (delta / 2.0)))], y, 1e-6, "value");
                RandomData.AssertClose([.. x.Select(v => (double)Math.Clamp(v, -delta, delta))], slope, 1e-6, "slope");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_NaN_stays_a_NaN(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        float[] x = [float.NaN];
        float[] y = new float[1];
        kernels.Map<Huber>(x, y, 1);
        Assert.True(float.IsNaN(y[0]));
        kernels.MapBackward<Huber>(x, x, [1f], y, accumulate: false, 1);
        Assert.True(float.IsNaN(y[0]));
    }
}
