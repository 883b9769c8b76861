using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class MapTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Values_and_slopes_agree_with_formulas_in_double_precision(SimdLevel level)
    {
        Verify<NegAbs>(level, x => -Math.Abs(x), x => -Math.Sign(x), -3, 3);
        Verify<AtLeast>(level, x => Math.Max(x, 0.5), x => x >= 0.5 ? 1 : 0, -3, 3, 0.5f);
        Verify<AtMost>(level, x => Math.Min(x, 0.5), x => x <= 0.5 ? 1 : 0, -3, 3, 0.5f);
        Verify<Exp>(level, Math.Exp, Math.Exp, -5, 5);
        Verify<Log>(level, Math.Log, x => 1 / x, 0.01, 9);
        Verify<Square>(level, x => x * x, x => 2 * x, -3, 3);
        Verify<Scale>(level, x => -3 * x, x => -3, -3, 3, -3);
        Verify<Offset>(level, x => x + 2, x => 1, -3, 3, 2);
        Verify<SubtractFromConstant>(level, x => 2 - x, x => -1, -3, 3, 2);
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_bound_lets_a_NaN_through(SimdLevel level)
    {
        float[] x = [.. Enumerable.Repeat(float.NaN, 17)];
        float[] y = new float[17];
        Kernels<float>.At(level).Map<AtLeast>(x, y, 1);
        Assert.All(y, value => Assert.Equal(float.NaN, value));
        Kernels<float>.At(level).Map<AtMost>(x, y, 1);
        Assert.All(y, value => Assert.Equal(float.NaN, value));
    }

    private static void Verify<TMap>(
        SimdLevel level, Func<double, double> value, Func<double, double> slope, double low, double high, float constant = 0)
        where TMap : struct, IMap
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream(typeof(TMap).Name);
        foreach (int count in (int[])[0, .. RandomData.Lengths])
        {
            float[] x = new float[count];
            stream.FillUniform(x, (float)low, (float)high);
            float[] gradient = RandomData.Uniform(count, ref stream);
            float[] start = RandomData.Uniform(count, ref stream);
            float[] y = new float[count];
            kernels.Map<TMap>(x, y, constant);
            float[] plain = [.. start];
            kernels.MapBackward<TMap>(x, y, gradient, plain, accumulate: false, constant);
            float[] added = [.. start];
            kernels.MapBackward<TMap>(x, y, gradient, added, accumulate: true, constant);

            double[] slopes = [.. x.Select((element, i) => slope(element) * gradient[i])];
            RandomData.AssertClose([.. x.Select(element => value(element))], y, 2e-6, typeof(TMap).Name);
            RandomData.AssertClose(slopes, plain, 4e-6, $"slope of {typeof(TMap).Name}");
            RandomData.AssertClose([.. slopes.Select((s, i) => s + start[i])], added, 4e-6, $"added slope of {typeof(TMap).Name}");
        }
    }
}
