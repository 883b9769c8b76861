using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

public class TapeTests
{
    private readonly ParameterSet<double> _first = Set("first");
    private readonly ParameterSet<double> _second = Set("second");
    private readonly Tape<double> _tape = new();

    [Fact]
    public void A_pass_reaches_only_the_parameters_of_its_set()
    {
        var gradients = new Gradients<double>(_first);
        var others = new Gradients<double>(_second);
        Variable<double> loss = Loss();
        _tape.Backward(loss, gradients);
        Assert.NotEqual(0, gradients.Values[0]);
        Assert.Equal(0, others.Values[0]);
        _tape.Backward(loss, others);
        Assert.NotEqual(0, others.Values[0]);
    }

    [Fact]
    public void Passes_over_parts_of_one_tape_do_not_disturb_one_another()
    {
        var gradients = new Gradients<double>(_first);
        Variable<double> x = _tape.Leaf(Tensor<double>.Create((1, 1), [2]));
        Variable<double> shared = x.Linear(_tape.Use(_first["first"])).Tanh();
        Variable<double> one = shared.Linear(shared);
        Variable<double> two = shared.Exp();

        _tape.Backward(one, gradients);
        double[] alone = [gradients.Values[0], _tape.GradientOf(x).Span[0]];
        gradients.Clear();
        _tape.Backward(two, gradients);
        double[] second = [gradients.Values[0], _tape.GradientOf(x).Span[0]];
        gradients.Clear();
        _tape.Backward(one, gradients);
        Assert.Equal(alone, (double[])[gradients.Values[0], _tape.GradientOf(x).Span[0]]);
        gradients.Clear();
        _tape.Backward(two, gradients);
        Assert.Equal(second, (double[])[gradients.Values[0], _tape.GradientOf(x).Span[0]]);

        // w = 0.5, x = 2: t = tanh 1; d t²/dw = 2 t (1 - t²) 2.
        double t = Math.Tanh(1);
        Assert.Equal(4 * t * (1 - (t * t)), alone[0], 1e-12);
    }

    [Fact]
    public void Gradients_add_up_over_passes()
    {
        var gradients = new Gradients<double>(_first);
        Variable<double> loss = Loss();
        _tape.Backward(loss, gradients);
        double once = gradients.Values[0];
        _tape.Backward(loss, gradients);
        Assert.Equal(2 * once, gradients.Values[0]);
    }

    [Fact]
    public void A_set_that_is_not_trainable_gets_nothing_and_records_nothing()
    {
        var target = new ParameterSet<double>(trainable: false);
        Parameter<double> weight = target.Declare("w", (1, 1), Initialiser.Ones);
        target.Initialise(0);
        var gradients = new Gradients<double>(target);
        Variable<double> y = _tape.Constant(Tensor<double>.Create((1, 1), [1])).Linear(_tape.Use(weight)).Tanh();
        Assert.False(y.RequiresGradient);
        _tape.Backward(y, gradients);
        Assert.Equal(0, gradients.Values[0]);
    }

    [Fact]
    public void Misuse_is_a_clear_error()
    {
        Variable<double> old = Loss();
        _tape.Reset();
        Assert.Contains("reset", Assert.Throws<InvalidOperationException>(() => old.Value.Count).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => old.Tanh());
        Assert.Throws<InvalidOperationException>(() => default(Variable<double>).Tanh());

        Variable<double> elsewhere = new Tape<double>().Constant(Tensor<double>.Create((1, 1)));
        Assert.Throws<InvalidOperationException>(() => Loss().Linear(elsewhere));
        Assert.Throws<InvalidOperationException>(() => _tape.Backward(elsewhere, new Gradients<double>(_first)));

        Variable<double> wide = _tape.Constant(Tensor<double>.Create(3));
        Assert.Contains("single number", Assert.Throws<ArgumentException>(() => _tape.Backward(wide, new Gradients<double>(_first))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _tape.GradientOf(wide));
    }

    [Fact]
    public void A_parameter_changed_after_its_use_is_not_differentiated()
    {
        Variable<double> loss = Loss();
        _first.Touch();
        var gradients = new Gradients<double>(_first);
        Assert.Contains("'first'", Assert.Throws<InvalidOperationException>(() => _tape.Backward(loss, gradients)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_changed_and_used_again_is_seen_anew()
    {
        Variable<double> before = Loss();
        _first["first"].Write([3]);
        Variable<double> after = Loss();
        Assert.NotEqual(before.Value.Span[0], after.Value.Span[0]);
        var gradients = new Gradients<double>(_first);
        _tape.Backward(after, gradients);
        Assert.NotEqual(0, gradients.Values[0]);
    }

    private static ParameterSet<double> Set(string name)
    {
        var set = new ParameterSet<double>();
        set.Declare(name, (1, 1), Initialiser.Constant(0.5));
        set.Initialise(0);
        return set;
    }

    private Variable<double> Loss() => _tape.Constant(Tensor<double>.Create((1, 1), [2]))
        .Linear(_tape.Use(_first["first"])).Tanh().Linear(_tape.Use(_second["second"]));
}
