using System.Reflection;
using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

/// <summary>The kernels whose rows share registers, or are handed on from step to step; the others have a test beside their values.</summary>
public class RowIndependenceTests
{
    private const int Width = 5;

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_of_every_element_wise_function_of_one_variable_are_independent(SimdLevel level) => OfEach(typeof(IMap), nameof(OfMap), level);

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_of_every_element_wise_function_of_two_variables_are_independent(SimdLevel level) => OfEach(typeof(IPairMap), nameof(OfPairMap), level);

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Looked_up_scaled_and_quantile_rows_are_independent(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        foreach (int width in RandomData.Lengths)
        {
            RowIndependence.Verify(width, width, (x, rows, y) => kernels.ScaleRows(x, FirstOfRows(x, width), y));
            RowIndependence.Verify(width, width, (x, rows, y) =>
            {
                int[] indices = Array.ConvertAll(FirstOfRows(x, width), value => (int)(2 + (2 * value)));
                kernels.GatherRows(Fixed(4 * width), width, indices, y, accumulate: false);
            });
            RowIndependence.Verify(width, 1 + width, (x, rows, y) =>
            {
                float[] losses = new float[rows];
                float[] slopes = new float[x.Length];
                kernels.QuantileHuber(x, x, x, losses, slopes);
                Join(rows, y, losses, slopes);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_of_recurrent_gates_and_of_their_gradients_are_independent(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        foreach (int hidden in RandomData.Lengths)
        {
            // A row is input, state and previous state in one.
            RowIndependence.Verify(3 * hidden, 12 * hidden, (x, rows, y) =>
            {
                float[] previous = Leading(x, 3 * hidden, hidden);
                float[] next = new float[rows * hidden];
                float[] kept = new float[rows * 4 * hidden];
                kernels.GruGates(x, x, previous, next, kept, hidden);
                float[] byInput = new float[x.Length];
                float[] byState = new float[x.Length];
                float[] byPrevious = new float[previous.Length];
                kernels.GruGatesBackward(kept, previous, next, byInput, byState, byPrevious, hidden);
                Join(rows, y, next, kept, byInput, byState, byPrevious);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_of_products_with_bias_and_activation_are_independent_however_the_operands_lie(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        foreach ((int inner, int columns) in ((int, int)[])[(7, 9), (33, 31), (300, 65)])
        {
            float[] weight = Fixed(inner * columns);
            float[] bias = weight[..columns];
            PackedMatrix<float> packed = kernels.CreatePacked(inner, columns);
            kernels.Pack(new MatrixSpan<float>(weight, columns, inner).Transposed, packed);
            foreach (Activation activation in Enum.GetValues<Activation>())
            {
                RowIndependence.Verify(inner, columns, (x, rows, y) =>
                    kernels.Multiply(new MatrixSpan<float>(x, rows, inner), packed, y, columns, bias: bias, activation: activation));
            }

            RowIndependence.Verify(inner, columns, (x, rows, y) =>
            {
                float[] columnsOfRows = new float[x.Length];
                kernels.Transpose(new MatrixSpan<float>(x, rows, inner), columnsOfRows, rows);
                MatrixSpan<float> left = new MatrixSpan<float>(columnsOfRows, inner, rows).Transposed;
                y.Fill(1);
                kernels.Multiply(left, new MatrixSpan<float>(weight, inner, columns), y, columns, accumulate: true);
            });
        }
    }

    private static void OfEach(Type kind, string check, SimdLevel level)
    {
        MethodInfo generic = typeof(RowIndependenceTests).GetMethod(check, BindingFlags.NonPublic | BindingFlags.Static)!;
        Type[] functions = [.. kind.Assembly.GetTypes().Where(type => type.IsValueType && kind.IsAssignableFrom(type))];
        Assert.NotEmpty(functions);
        foreach (Type function in functions)
        {
            generic.MakeGenericMethod(function).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Kernels<float>.At(level)], null);
        }
    }

    private static void OfMap<TMap>(Kernels<float> kernels)
        where TMap : struct, IMap => RowIndependence.Verify(Width, 2 * Width, (source, rows, target) =>
        {
            float[] x = WithOutliers(source);
            float[] y = new float[x.Length];
            kernels.Map<TMap>(x, y, 0.5f);
            float[] slopes = new float[x.Length];
            kernels.MapBackward<TMap>(x, y, source, slopes, accumulate: false, 0.5f);
            Join(rows, target, y, slopes);
        });

    private static void OfPairMap<TMap>(Kernels<float> kernels)
        where TMap : struct, IPairMap => RowIndependence.Verify(Width, 4 * Width, (source, rows, target) =>
        {
            float[] a = WithOutliers(source);
            float[] b = [.. a.Select(value => (value * value) - 1)];
            float[] column = FirstOfRows(source, Width);
            var whole = Broadcast.Of((rows, Width), (rows, Width));
            var repeated = Broadcast.Of((rows, Width), (rows, 1));
            float[] y = new float[a.Length];
            kernels.MapPairs<TMap>(whole, a, b, y);
            float[] byColumn = new float[a.Length];
            kernels.MapPairs<TMap>(repeated, a, column, byColumn);
            float[] left = new float[a.Length];
            kernels.MapPairsBackward<LeftOf<TMap>>(whole, source, a, b, left, accumulate: false);
            float[] right = new float[a.Length];
            kernels.MapPairsBackward<RightOf<TMap>>(whole, source, a, b, right, accumulate: false);
            Join(rows, target, y, byColumn, left, right);
        });

    /// <summary>Some elements so large, or no numbers, that a function may take another way for them.</summary>
    private static float[] WithOutliers(ReadOnlySpan<float> source) => Array.ConvertAll(
        source.ToArray(), value => value > 0.9f ? float.NaN : value > 0.8f ? 1e8f : value < -0.9f ? 1e-5f * value : 4 * value);

    private static float[] Fixed(int count)
    {
        RandomStream stream = RandomData.Stream("fixed");
        return RandomData.Uniform(count, ref stream);
    }

    private static float[] FirstOfRows(ReadOnlySpan<float> x, int width) => Leading(x, width, 1);

    private static float[] Leading(ReadOnlySpan<float> x, int width, int count)
    {
        float[] leading = new float[x.Length / width * count];
        for (int i = 0; i < leading.Length; i++)
        {
            leading[i] = x[(i / count * width) + (i % count)];
        }

        return leading;
    }

    /// <summary>Results side by side, row by row.</summary>
    private static void Join(int rows, Span<float> target, params ReadOnlySpan<float[]> results)
    {
        int width = target.Length / rows;
        int column = 0;
        foreach (float[] result in results)
        {
            int own = result.Length / rows;
            for (int row = 0; row < rows; row++)
            {
                result.AsSpan(row * own, own).CopyTo(target[((row * width) + column)..]);
            }

            column += own;
        }

        Assert.Equal(width, column);
    }
}
