using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels.Simd;

public class SingleMathTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Tanh_is_right_to_rounding(SimdLevel level) => Verify(level, Activation.Tanh, Math.Tanh, 3e-7, -100, 100);

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Sigmoid_is_right_to_rounding(SimdLevel level) =>
        Verify(level, Activation.Sigmoid, x => 1 / (1 + Math.Exp(-x)), 3e-7, -80, 100);

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Elu_is_right_to_rounding(SimdLevel level) => Verify(level, Activation.Elu, x => x > 0 ? x : Math.Exp(x) - 1, 1e-7, -100, 100, absolute: true);

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Logarithms_are_right_to_rounding(SimdLevel level)
    {
        float[] x =
        [
            .. Enumerable.Range(1, 20_011).Select(i => i / 5_000f),
            .. Enumerable.Range(-149, 277).Select(i => MathF.ScaleB(1, i)),
            .. Enumerable.Range(-147, 275).Select(i => MathF.ScaleB(1.4142135f, i)),
            .. Enumerable.Range(1, 60).Select(i => 1 + MathF.ScaleB(1.2345f, -i)),
        ];
        float[] y = new float[x.Length];
        Kernels<float>.At(level).Map<Log>(x, y);
        Assert.All(x.Zip(y), pair =>
        {
            double expected = Math.Log(pair.First);
            Assert.True(Math.Abs(pair.Second - expected) <= 1.2e-7 * Math.Abs(expected), $"log {pair.First:R} is {pair.Second:R} instead of {expected:R}");
        });
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Logarithms_of_extremes_are_what_IEEE_says(SimdLevel level)
    {
        float[] x = [0, -0f, -1, -float.Epsilon, float.NegativeInfinity, 1, float.PositiveInfinity, float.NaN];
        float[] y = new float[x.Length];
        Kernels<float>.At(level).Map<Log>(x, y);
        Assert.Equal(
            [float.NegativeInfinity, float.NegativeInfinity, float.NaN, float.NaN, float.NaN, 0, float.PositiveInfinity, float.NaN], y);
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Extremes_saturate_and_nothing_hides_a_nan(SimdLevel level)
    {
        float[] x = [float.NegativeInfinity, -1e30f, -1000, 0, -0f, 1000, 1e30f, float.PositiveInfinity, float.NaN];
        float[] y = new float[x.Length];
        Kernels<float> kernels = Kernels<float>.At(level);
        kernels.Activate(Activation.Sigmoid, x, y);
        Assert.Equal([0, 0, 0, 0.5f, 0.5f, 1, 1, 1, float.NaN], y);
        kernels.Activate(Activation.Tanh, x, y);
        Assert.Equal([-1, -1, -1, 0, 0, 1, 1, 1, float.NaN], y);
        kernels.Activate(Activation.Elu, x, y);
        Assert.Equal([-1, -1, -1, 0, 0, 1000, 1e30f, float.PositiveInfinity, float.NaN], y);
        kernels.Activate(Activation.Relu, x, y);
        Assert.Equal([0, 0, 0, 0, 0, 1000, 1e30f, float.PositiveInfinity, float.NaN], y);
    }

    private static void Verify(
        SimdLevel level, Activation activation, Func<double, double> exact, double tolerance, float low, float high, bool absolute = false)
    {
        // A fine grid, and near zero powers of two of both signs; a length that leaves a remainder at every width.
        float[] x = [
            .. Enumerable.Range(0, 20_011).Select(i => low + ((high - low) * i / 20_010f)),
            .. Enumerable.Range(0, 60).Select(i => MathF.ScaleB(1.2345f, -i)),
            .. Enumerable.Range(0, 60).Select(i => -MathF.ScaleB(1.2345f, -i)),
        ];
        float[] y = new float[x.Length];
        Kernels<float>.At(level).Activate(activation, x, y);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = exact(x[i]);
            double scale = absolute ? Math.Max(1, Math.Abs(expected)) : Math.Abs(expected);
            Assert.True(Math.Abs(y[i] - expected) <= (tolerance * scale) + 1e-38, $"{activation}({x[i]:R}) is {y[i]:R} instead of {expected:R}");
        }
    }
}
