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

    [Fact]
    public void Parameters_may_begin_as_copies_of_others_and_leave_the_draws_of_the_rest_as_they_were()
    {
        static ParameterSet<float> Create(bool copies)
        {
            var set = new ParameterSet<float>();
            foreach (string place in (string[])["first", "second", "second_more"])
            {
                set.Scope(place).Declare("w", (3, 2), Initialiser.FanIn(2));
            }

            if (copies)
            {
                set.BeginAs("second", "first");
            }

            set.Initialise(4);
            return set;
        }

        ParameterSet<float> plain = Create(copies: false);
        ParameterSet<float> copied = Create(copies: true);
        Assert.NotEqual(plain["first.w"].Value.Span.ToArray(), plain["second.w"].Value.Span.ToArray());
        Assert.Equal(plain["first.w"].Value.Span.ToArray(), copied["second.w"].Value.Span.ToArray());
        Assert.Equal(plain["first.w"].Value.Span.ToArray(), copied["first.w"].Value.Span.ToArray());
        Assert.Equal(plain["second_more.w"].Value.Span.ToArray(), copied["second_more.w"].Value.Span.ToArray());
    }

    [Fact]
    public void A_copy_of_another_shape_is_refused()
    {
        var set = new ParameterSet<float>();
        set.Scope("first").Declare("w", (3, 2), Initialiser.Zeros);
        set.Scope("second").Declare("w", (2, 3), Initialiser.Zeros);
        Assert.Throws<ArgumentException>(() => set.BeginAs("second", "first"));
        Assert.Throws<KeyNotFoundException>(() => set.BeginAs("second", "third"));
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
