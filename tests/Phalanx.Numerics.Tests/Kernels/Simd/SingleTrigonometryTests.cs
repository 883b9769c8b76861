using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels.Simd;

public class SingleTrigonometryTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Sine_and_cosine_are_right_to_rounding(SimdLevel level)
    {
        foreach (float range in (float[])[1e-3f, 1, 10, 1000, 9000, 1e9f])
        {
            float[] x = [0, -0f, .. Enumerable.Range(0, 20_001).Select(i => range * ((i / 10_000f) - 1))];
            (float[] sine, float[] cosine) = SineAndCosine(level, x);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.Equal(Math.Sin(x[i]), sine[i], 1.3e-7 * Math.Min(1, 2 * range));
                Assert.Equal(Math.Cos(x[i]), cosine[i], 1.3e-7);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_has_no_sine_is_no_number(SimdLevel level)
    {
        (float[] sine, float[] cosine) = SineAndCosine(level, [float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        Assert.All([.. sine, .. cosine], value => Assert.Equal(float.NaN, value));
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void An_element_does_not_depend_on_its_neighbours(SimdLevel level)
    {
        RandomStream stream = RandomData.Stream("neighbours");
        float[] x = new float[50_000];
        stream.FillUniform(x, -200, 200);
        (float[] sine, float[] cosine) = SineAndCosine(level, x);
        foreach (float outlier in (float[])[float.NaN, 1e8f, 1e-8f])
        {
            float[] among = [.. x.Select((value, i) => i % 3 == 0 ? outlier : value)];
            (float[] sineAmong, float[] cosineAmong) = SineAndCosine(level, among);
            (float[] sineAlone, float[] cosineAlone) = SineAndCosine(level, [outlier]);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.Equal(i % 3 == 0 ? sineAlone[0] : sine[i], sineAmong[i]);
                Assert.Equal(i % 3 == 0 ? cosineAlone[0] : cosine[i], cosineAmong[i]);
            }
        }
    }

    private static (float[] Sine, float[] Cosine) SineAndCosine(SimdLevel level, float[] x)
    {
        float[] sine = new float[x.Length];
        float[] cosine = new float[x.Length];
        Kernels<float>.At(level).Map<Sin>(x, sine);
        Kernels<float>.At(level).Map<Cos>(x, cosine);
        return (sine, cosine);
    }
}
