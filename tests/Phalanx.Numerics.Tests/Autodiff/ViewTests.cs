using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class ViewTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        DrawnSizes.ForAll(3, 4, (sizes, seed) =>
        {
            Shape shape = (sizes[0], sizes[1], sizes[2]);
            int count = shape.Count;
            GradientCheck.Verify(seed, [shape], x => x[0].Reshape((sizes[0] * sizes[1], sizes[2])));
            GradientCheck.Verify(seed, [shape], x => x[0].Tanh().Reshape(count).Exp());

            // The view and what it is a view of are both used, in both orders, and views of views.
            GradientCheck.Verify(seed, [shape], x => x[0].Tanh().Reshape(count).Exp() * x[0].Reshape((1, count)).Reshape(count));
            GradientCheck.Verify(seed, [shape], x => Both(x[0].Tanh()));
        });

        static Variable<double> Both(Variable<double> x)
        {
            Variable<double> view = x.Reshape(x.Shape.Count);
            return (view * x.Reshape(view.Shape).Exp()).Reshape(x.Shape) * x.Square() * view.Sum();
        }
    }

    [Fact]
    public void A_tape_that_runs_back_twice_gives_the_same_twice()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create((2, 2), [1, 2, 3, 4]));
        Variable<double> loss = x.Tanh().Reshape(4).Square().Reshape((4, 1)).Sum();
        var none = new Gradients<double>(new ParameterSet<double>());
        tape.Backward(loss, none);
        double[] first = tape.GradientOf(x).Span.ToArray();
        tape.Backward(loss, none);
        Assert.Equal(first, tape.GradientOf(x).Span.ToArray());
    }

    [Fact]
    public void A_loss_may_be_a_view()
    {
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create(1, [3]));
        tape.Backward(x.Square().Reshape(new Shape()), new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal(6, tape.GradientOf(x).Span[0]);
    }

    [Fact]
    public void No_gradient_flows_through_a_stopped_one()
    {
        GradientCheck.Verify(1, [3], x => x[0] * x[0].Tape.Constant(Tensor<double>.Create(3, [1, 2, 3])).StopGradient());
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create(1, [3]));
        Variable<double> stopped = x.Square().StopGradient();
        Assert.False(stopped.RequiresGradient);
        Assert.False(x.Reshape((1, 1)).StopGradient().RequiresGradient);
        Assert.Equal((1, 1), x.Reshape((1, 1)).StopGradient().Shape);
        tape.Backward(stopped * x, new Gradients<double>(new ParameterSet<double>()));
        Assert.Equal(9, tape.GradientOf(x).Span[0]);
    }

    [Fact]
    public void A_stopped_or_reshaped_parameter_is_still_watched_for_changes()
    {
        var set = new ParameterSet<double>();
        Parameter<double> weight = set.Declare("weight", (1, 2), Initialiser.Ones);
        set.Initialise(1);
        var tape = new Tape<double>();
        Variable<double> x = tape.Leaf(Tensor<double>.Create(2, [1, 2]));
        foreach (int way in (int[])[0, 1, 2])
        {
            Variable<double> parameter = tape.Use(weight);
            Variable<double> used = way switch
            {
                0 => parameter.Reshape(2),
                1 => parameter.Reshape(2).StopGradient(),
                _ => parameter.StopGradient(),
            };
            Variable<double> loss = (x * used).Sum();
            tape.Backward(loss, new Gradients<double>(set));
            set.Touch();
            Assert.Throws<InvalidOperationException>(() => tape.Backward(loss, new Gradients<double>(set)));
        }
    }
}
