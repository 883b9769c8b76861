namespace Phalanx.Numerics.Tests.Parameters;

public class ParameterSetCopyTests
{
    [Fact]
    public void A_hard_copy_has_the_bits_of_its_source()
    {
        ParameterSet<float> source = Drawn(1);
        ParameterSet<float> target = Drawn(2);
        long version = target.Version;
        target.CopyFrom(source);
        Assert.True(target.Values.SequenceEqual(source.Values));
        Assert.True(target.Version > version);
    }

    [Fact]
    public void A_soft_copy_moves_by_the_rate()
    {
        ParameterSet<float> source = Drawn(1);
        ParameterSet<float> target = Drawn(2);
        float[] before = target.Values.ToArray();
        long version = target.Version;
        target.MoveTowards(source, 0.25f);
        Assert.True(target.Version > version);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal((0.75f * before[i]) + (0.25f * source.Values[i]), target.Values[i]);
        }
    }

    [Fact]
    public void Sets_with_other_declarations_are_refused()
    {
        var other = new ParameterSet<float>();
        other.Declare("w", (7, 5), Initialiser.Zeros);
        Assert.Throws<ArgumentException>(() => Drawn(1).CopyFrom(other));
        Assert.Throws<ArgumentException>(() => Drawn(1).MoveTowards(other, 0.5f));
    }

    private static ParameterSet<float> Drawn(ulong seed)
    {
        var set = new ParameterSet<float>();
        set.Declare("w", (5, 7), Initialiser.Uniform(1));
        set.Declare("b", 5, Initialiser.Uniform(1));
        set.Initialise(seed);
        return set;
    }
}
