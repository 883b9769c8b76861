using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Parameters;

public class ParameterSetTests
{
    [Fact]
    public void Initialisation_depends_on_the_seed_alone()
    {
        ParameterSet<float> first = Declare();
        ParameterSet<float> second = Declare();
        first.Initialise(3);
        second.Initialise(3);
        Assert.Equal(first.Values.ToArray(), second.Values.ToArray());
        second.Initialise(4);
        Assert.NotEqual(first.Values.ToArray(), second.Values.ToArray());
    }

    [Fact]
    public void A_target_follows_hard_and_soft()
    {
        ParameterSet<float> source = Declare();
        ParameterSet<float> target = Declare(trainable: false);
        source.Initialise(1);
        target.CopyFrom(source);
        Assert.Equal(source.Values.ToArray(), target.Values.ToArray());

        float[] before = target.Values.ToArray();
        source.Initialise(2);
        target.MoveTowards(source, 0.25f);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal((0.75f * before[i]) + (0.25f * source.Values[i]), target.Values[i], 1e-6f);
        }
    }

    [Fact]
    public void Sets_of_other_declarations_are_not_copied()
    {
        var other = new ParameterSet<float>();
        other.Declare("a", (3, 2), Initialiser.Zeros);
        Assert.Throws<ArgumentException>(() => Declare().CopyFrom(other));
    }

    [Fact]
    public void Late_and_double_declarations_are_refused()
    {
        ParameterSet<float> set = Declare();
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => set.Declare("a", 1, Initialiser.Zeros)).Message, StringComparison.Ordinal);
        set.Initialise(1);
        Assert.Throws<InvalidOperationException>(() => set.Declare("c", 1, Initialiser.Zeros));
        Assert.Throws<KeyNotFoundException>(() => set["missing"]);
    }

    [Fact]
    public void Packed_weights_follow_every_change()
    {
        ParameterSet<float> set = Declare();
        Parameter<float> weight = set["a"];
        var tape = new Tape<float>();
        Tensor<float> x = Tensor<float>.Create((1, 3), [1, 10, 100]);
        foreach (float scale in (float[])[1, 2, -5])
        {
            weight.Write([scale, 2 * scale, 3 * scale, 4 * scale, 5 * scale, 6 * scale]);
            tape.Reset();
            Variable<float> y = tape.Constant(x).Linear(tape.Use(weight));
            Assert.Equal([321 * scale, 654 * scale], y.Value.Span.ToArray());
        }
    }

    private static ParameterSet<float> Declare(bool trainable = true)
    {
        var set = new ParameterSet<float>(trainable);
        set.Declare("a", (2, 3), Initialiser.Uniform(1));
        set.Declare("b", 5, Initialiser.Uniform(2));
        return set;
    }
}
