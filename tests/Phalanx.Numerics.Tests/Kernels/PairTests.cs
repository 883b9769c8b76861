using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class PairTests
{
    // Equal shapes, rows, columns, scalars on either side, both sides repeated, missing axes, nothing at all.
    private static readonly (Shape Left, Shape Right)[] Shapes =
    [
        (33, 33), ((3, 17), (3, 17)), ((5, 17), 17), (31, (4, 31)), ((5, 9), (5, 1)), ((5, 1), (5, 9)), ((3, 16), 1), (1, (2, 3, 7)),
        ((3, 1), (1, 33)), ((2, 3, 4), (3, 1)), ((2, 1, 5), (4, 1)), ((2, 1, 4, 1), (3, 1, 8)), (new Shape(), (2, 2)),
        (new Shape(), new Shape()),
        ((0, 3), 3), ((4, 1), (4, 0)), ((1, 1, 1), (1, 1)), (new Shape(2, 1, 2, 1, 2, 1), new Shape(1, 2, 1, 2, 1, 9)),
    ];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Every_function_agrees_with_loops_in_double_precision(SimdLevel level)
    {
        foreach ((Shape left, Shape right) in Shapes)
        {
            Verify<Addition>(level, left, right, (a, b) => a + b, (a, b) => 1, (a, b) => 1);
            Verify<Subtraction>(level, left, right, (a, b) => a - b, (a, b) => 1, (a, b) => -1);
            Verify<Multiplication>(level, left, right, (a, b) => a * b, (a, b) => b, (a, b) => a);
            Verify<Division>(level, left, right, (a, b) => a / b, (a, b) => 1 / b, (a, b) => -a / (b * b));
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void The_slope_of_a_quotient_is_right_where_the_square_of_the_divisor_is_no_float(SimdLevel level)
    {
        foreach (float size in (float[])[1e-25f, 1e25f])
        {
            float[] slope = new float[1];
            Kernels<float>.At(level).MapPairsBackward<RightOf<Division>>(Broadcast.Of(1, 1), [1], [size], [size], slope, accumulate: false);
            Assert.Equal(-1, slope[0] * size, 1e-6f);
        }
    }

    [Fact]
    public void Neighbouring_axes_that_both_operands_walk_alike_are_merged()
    {
        Assert.Equal(1, Broadcast.Of((2, 3, 4), (2, 3, 4)).Rank);
        Assert.Equal(2, Broadcast.Of((2, 3, 4), (3, 4)).Rank);
        Assert.Equal(2, Broadcast.Of((2, 3, 4), (2, 3, 1)).Rank);
        Assert.Equal(3, Broadcast.Of((2, 3, 4), (2, 1, 4)).Rank);
        Assert.Equal(1, Broadcast.Of((2, 3, 4), 1).Rank);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_by_name()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Broadcast.Of((2, 3), (2, 4)));
        Assert.Contains("2x3", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("2x4", refusal.Message, StringComparison.Ordinal);
    }

    private static void Verify<TMap>(
        SimdLevel level,
        Shape left,
        Shape right,
        Func<double, double, double> value,
        Func<double, double, double> byLeft,
        Func<double, double, double> byRight)
        where TMap : struct, IPairMap
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        var plan = Broadcast.Of(left, right);
        RandomStream stream = RandomData.Stream(typeof(TMap).Name);
        float[] a = AwayFromZero(left.Count, ref stream);
        float[] b = AwayFromZero(right.Count, ref stream);
        float[] gradient = RandomData.Uniform(plan.Result.Count, ref stream);
        double[] y = new double[gradient.Length];
        double[] da = new double[a.Length];
        double[] db = new double[b.Length];
        for (int i = 0; i < y.Length; i++)
        {
            (int l, int r) = (Place(i, plan.Result, left), Place(i, plan.Result, right));
            y[i] = value(a[l], b[r]);
            da[l] += gradient[i] * byLeft(a[l], b[r]);
            db[r] += gradient[i] * byRight(a[l], b[r]);
        }

        string what = $"{typeof(TMap).Name} of {left} and {right}";
        float[] actual = new float[y.Length];
        kernels.MapPairs<TMap>(plan, a, b, actual);
        RandomData.AssertClose(y, actual, 1e-6, what);
        foreach (bool accumulate in (bool[])[false, true])
        {
            float start = 0.5f;
            float[] actualA = [.. Enumerable.Repeat(start, a.Length)];
            float[] actualB = [.. Enumerable.Repeat(start, b.Length)];
            kernels.MapPairsBackward<LeftOf<TMap>>(plan, gradient, a, b, actualA, accumulate);
            kernels.MapPairsBackward<RightOf<TMap>>(plan, gradient, a, b, actualB, accumulate);
            double offset = accumulate ? start : 0;
            RandomData.AssertClose([.. da.Select(d => d + offset)], actualA, 1e-5, what + ", left gradient");
            RandomData.AssertClose([.. db.Select(d => d + offset)], actualB, 1e-5, what + ", right gradient");
        }
    }

    /// <summary>Where an element of the result comes from, straight from the definition.</summary>
    private static int Place(int element, Shape result, Shape operand)
    {
        int place = 0;
        int stride = 1;
        for (int back = 1; back <= result.Rank; back++)
        {
            int index = element % result[-back];
            element /= result[-back];
            if (back <= operand.Rank)
            {
                place += (operand[-back] == 1 ? 0 : index) * stride;
                stride *= operand[-back];
            }
        }

        return place;
    }

    private static float[] AwayFromZero(int count, ref RandomStream stream)
    {
        float[] values = RandomData.Uniform(count, ref stream);
        return Array.ConvertAll(values, value => value + (value < 0 ? -0.5f : 0.5f));
    }
}
