using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class BatchedMatMulTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Gradients_agree_with_differences(bool transposeA, bool transposeB) => DrawnSizes.ForAll(4, 5, (sizes, seed) =>
    {
        (int count, int m, int k, int n) = (sizes[0], sizes[1], sizes[2], sizes[3]);
        Shape a = transposeA ? (count, k, m) : (count, m, k);
        Shape b = transposeB ? (count, n, k) : (count, k, n);

        // The tangents are no parameters: their gradient is overwritten where that of a parameter is added to.
        GradientCheck.Verify(seed, [a, b], x => x[0].Tanh().BatchedMatMul(x[1].Tanh(), transposeA, transposeB));
        GradientCheck.Verify(seed, [a, b], x => x[0].BatchedMatMul(x[1], transposeA, transposeB));
    });

    [Fact]
    public void Gradients_agree_with_differences_at_the_shapes_of_generated_weights() => DrawnSizes.ForAll(2, 9, (sizes, seed) =>
    {
        (int count, int n) = (sizes[0], sizes[1]);
        const int e = 4;
        GradientCheck.Verify(seed, [(count, 1, n), (count, n * e)], x => x[0].BatchedMatMul(x[1]));
        GradientCheck.Verify(seed, [(count, 1, e), (count, e)], x => x[0].BatchedMatMul(x[1].Tanh()));
        GradientCheck.Verify(seed, [(count, 1, e), (count, n * e)], x => x[0].BatchedMatMul(x[1], transposeB: true));
    });

    [Fact]
    public void A_matrix_with_itself_gets_both_gradients() =>
        GradientCheck.Verify(5, [(2, 3, 3, 3)], x => x[0].BatchedMatMul(x[0]));

    [Fact]
    public void Flat_matrices_are_read_row_by_row()
    {
        var tape = new Tape<double>();
        Variable<double> a = tape.Constant(Tensor<double>.Create((1, 1, 2), [10, 1]));
        Variable<double> b = tape.Constant(Tensor<double>.Create((1, 6), [1, 2, 3, 4, 5, 6]));
        Variable<double> y = a.BatchedMatMul(b);
        Assert.Equal((1, 1, 3), y.Shape);
        Assert.Equal([14, 25, 36], y.Value.Span.ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        foreach ((Shape a, Shape b) in ((Shape, Shape)[])[((2, 3, 4), (2, 5, 6)), ((2, 3, 4), (3, 4, 5)), ((2, 3, 4), (2, 9)), (4, 4)])
        {
            Variable<double> left = tape.Constant(Tensor<double>.Create(a));
            Variable<double> right = tape.Constant(Tensor<double>.Create(b));
            Assert.Contains(b.ToString(), Assert.Throws<ArgumentException>(() => left.BatchedMatMul(right)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_repeated_step_allocates_nothing() => SteadyState.AllocatesNothing(
        [(50, 1, 8), (50, 8 * 32), (50, 32)], x => x[0].BatchedMatMul(x[1]).BatchedMatMul(x[2]));
}
