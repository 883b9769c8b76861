using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Algorithms = ["iql", "vdn", "qmix", "qmix-atten", "qatten", "qplex", "qtran-base", "qtran-alt"];

    [Theory]
    [InlineData("qmx", "qmix")]
    [InlineData("qmixx", "qmix")]
    [InlineData("qmux", "qmix")]
    [InlineData("vnd", "vdn")]
    [InlineData("QMIX", "qmix")]
    [InlineData("qmix", "qmix")]
    [InlineData("qtarn-bsae", "qtran-base")]
    [InlineData("qmix_atten", "qmix-atten")]
    public void A_slip_of_the_finger_is_recognised(string given, string meant) =>
        Assert.Equal(meant, NearestName.Of(given, Algorithms));

    [Theory]
    [InlineData("")]
    [InlineData("ppo")]
    [InlineData("matrix")]
    [InlineData("something-else-entirely")]
    public void A_name_that_is_close_to_no_other_gets_no_suggestion(string given) =>
        Assert.Null(NearestName.Of(given, Algorithms));

    [Fact]
    public void The_first_of_equally_close_names_wins()
    {
        Assert.Equal("lr1", NearestName.Of("lr", ["lr1", "lr2"]));
        Assert.Equal("lr2", NearestName.Of("lr", ["lr2", "lr1"]));
    }

    [Fact]
    public void Advice_asks_for_the_nearest_name_or_ends_as_it_was_told()
    {
        Assert.Equal("; did you mean 'qmix'?", NearestName.Advice("qmx", Algorithms, otherwise: "; see the list"));
        Assert.Equal("; see the list", NearestName.Advice("ppo", Algorithms, otherwise: "; see the list"));
        Assert.Equal("", NearestName.Advice("ppo", Algorithms));
    }

    [Fact]
    public void No_names_give_no_suggestion() => Assert.Null(NearestName.Of("qmix", []));

    [Fact]
    public void A_swap_of_neighbours_counts_as_one_mistake() =>
        Prop.ForAll<NonNegativeInt, NonNegativeInt>((which, where) =>
        {
            string name = Algorithms[which.Get % Algorithms.Length];
            int place = where.Get % (name.Length - 1);
            string swapped = name[..place] + name[place + 1] + name[place] + name[(place + 2)..];
            return NearestName.Of(swapped, [name]) == name;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_name_of_absurd_length_is_near_to_nothing()
    {
        Assert.Null(NearestName.Of(new string('x', 10_000_000), [new string('x', 10_000_001)]));
    }
}
