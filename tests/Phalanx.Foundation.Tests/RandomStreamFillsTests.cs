using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

public sealed class RandomStreamFillsTests
{
    [Fact]
    public void A_fill_is_its_single_draws_one_after_the_other()
    {
        RandomStream whole = Streams.Of(3);
        RandomStream single = Streams.Of(3);
        float[] singles = new float[9];
        double[] doubles = new double[9];

        whole.FillUniform(singles, 0.0f, 2.0f);
        Assert.All(singles, value => Assert.Equal(2.0f * single.NextSingle(), value));
        whole.FillUniform(doubles, -1.0, 2.0);
        Assert.All(doubles, value => Assert.Equal(single.NextUniform(-1.0, 2.0), value));
        whole.FillNormal(singles, 1.0f, 2.0f);
        Assert.All(singles, value => Assert.Equal((float)(1.0 + (2.0 * single.NextNormal())), value));
        whole.FillNormal(doubles);
        Assert.All(doubles, value => Assert.Equal(single.NextNormal(), value));
        Assert.Equal(single.Position, whole.Position);
    }

    [Fact]
    public void A_fill_may_be_cut_anywhere() =>
        Prop.ForAll<ulong, byte, byte>((seed, first, second) =>
        {
            RandomStream whole = Streams.Of(seed);
            RandomStream pieces = Streams.Of(seed);
            float[] once = new float[first + second];
            float[] twice = new float[first + second];
            whole.FillUniform(once, -1.0f, 1.0f);
            pieces.FillUniform(twice.AsSpan(0, first), -1.0f, 1.0f);
            pieces.FillUniform(twice.AsSpan(first), -1.0f, 1.0f);
            return once.SequenceEqual(twice) && whole.Position == pieces.Position;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Streams.Of(1).FillUniform(new float[1], -float.MaxValue, float.MaxValue));
        Assert.Throws<ArgumentException>(() => Streams.Of(1).FillUniform(new double[1], 1.0, 0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Streams.Of(1).FillNormal(new float[1], 0.0f, -1.0f));
        Assert.Throws<ArgumentOutOfRangeException>(() => Streams.Of(1).FillNormal(new double[1], 0.0, -1.0));
    }
}
