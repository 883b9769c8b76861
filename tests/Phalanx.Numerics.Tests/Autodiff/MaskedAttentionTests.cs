using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class MaskedAttentionTests
{
    [Fact]
    public void Gradients_agree_with_differences() => DrawnSizes.ForAll(5, 4, (sizes, seed) =>
    {
        (int batch, int n, int e, int heads, int width) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
        Tensor<double> hidden = Hidden(batch, n, e, seed);
        Shape queries = (batch, n, heads * width);
        Shape entries = (batch, e, heads * width);
        GradientCheck.Verify(seed, [queries, entries, entries], x => x[0].MaskedAttention(x[1], x[2], heads, hidden, 0.7));
        GradientCheck.Verify(
            seed, [queries, entries, entries], x => x[0].Tanh().MaskedAttention(x[1].Tanh(), x[2].Tanh(), heads, hidden, 1.3));
    });

    [Fact]
    public void Self_attention_gets_all_three_gradients() => GradientCheck.Verify(
        4, [(2, 3, 4)], x => x[0].MaskedAttention(x[0], x[0], 2, Hidden(2, 3, 3, 4), 0.5));

    [Theory]
    [InlineData(1e30)]
    [InlineData(double.PositiveInfinity)]
    public void Where_all_is_hidden_the_result_and_every_gradient_are_zero(double outlier)
    {
        var tape = new Tape<double>();
        Variable<double> q = tape.Leaf(Tensor<double>.Create((1, 2, 2), [1, 2, outlier, 4]));
        Variable<double> k = tape.Leaf(Tensor<double>.Create((1, 2, 2), [1, -1, 2, 0]));
        Variable<double> v = tape.Leaf(Tensor<double>.Create((1, 2, 2), [3, 5, 7, 9]));
        Tensor<double> hidden = Tensor<double>.Create((1, 2, 2), [0, 1, 1, 1]);
        Variable<double> y = q.MaskedAttention(k, v, 1, hidden, 1);
        Assert.Equal([3, 5, 0, 0], y.Value.Span.ToArray());

        tape.Backward(y, [0, 0, 1, 1], new Gradients<double>(new ParameterSet<double>()));
        Assert.All(tape.GradientOf(v).Span.ToArray(), g => Assert.Equal(0, g));
        Assert.All(tape.GradientOf(q).Span.ToArray(), g => Assert.Equal(0, g));
        if (double.IsFinite(outlier))
        {
            Assert.All(tape.GradientOf(k).Span.ToArray(), g => Assert.Equal(0, g));
        }
    }

    [Fact]
    public void Hidden_entries_do_not_matter()
    {
        double[] entries = [1, -1, 2, 0.5, 0.3, 0.2];
        double[] changed = [1, -1, 200, -50, 0.3, 0.2];
        Assert.Equal(Attend(entries), Attend(changed));

        static double[] Attend(double[] entries)
        {
            var tape = new Tape<double>();
            Variable<double> q = tape.Constant(Tensor<double>.Create((1, 1, 2), [1, 2]));
            Variable<double> k = tape.Constant(Tensor<double>.Create((1, 3, 2), entries));
            return q.MaskedAttention(k, k, 2, Tensor<double>.Create((1, 1, 3), [0, 1, 0]), 1).Value.Span.ToArray();
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var tape = new Tape<double>();
        Variable<double> q = tape.Constant(Tensor<double>.Create((2, 3, 4)));
        Variable<double> k = tape.Constant(Tensor<double>.Create((2, 5, 4)));
        Tensor<double> hidden = Tensor<double>.Create((2, 3, 5));
        Assert.Contains("2x5x4", Assert.Throws<ArgumentException>(() => q.MaskedAttention(k, q, 2, hidden, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => q.MaskedAttention(k, k, 3, hidden, 1));
        Assert.Throws<ArgumentException>(() => q.MaskedAttention(k, k, 2, Tensor<double>.Create((2, 5, 3)), 1));
    }

    [Fact]
    public void A_repeated_step_allocates_nothing()
    {
        Tensor<float> hidden = Tensor<float>.Create((5, 3, 6));
        SteadyState.AllocatesNothing([(5, 3, 8), (5, 6, 8), (5, 6, 8)], x => x[0].MaskedAttention(x[1], x[2], 2, hidden, 0.5f));
    }

    private static Tensor<double> Hidden(int batch, int n, int e, ulong seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Named("hidden"), 0);
        Tensor<double> hidden = Tensor<double>.Create((batch, n, e));
        foreach (ref double value in hidden.Span)
        {
            value = stream.NextInt(2);
        }

        return hidden;
    }
}
