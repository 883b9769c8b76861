using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests;

/// <summary>Enemies that not every agent may see (extended partial observability).</summary>
public sealed class EnemyDisclosureTests
{
    // All agents stand around one enemy.
    private static readonly Fight Around = new(
        [.. Enumerable.Range(0, 10).Select(unit => new Fighter("marine", 10 + unit, 16))],
        [new("marine", 15, 17), new("marine", 30, 30)]);

    [Fact]
    public void Of_probability_0_only_the_agent_that_saw_an_enemy_first_sees_it_until_it_dies()
    {
        SmacView view = Watched(0, 1);
        Assert.Equal("1000000000", WhoSees(view));
        view.Settle();
        Assert.Equal("1000000000", WhoSees(view));

        // Out of sight it stays its first.
        double x = view.Units[0].X;
        view.Units[0].X = 2;
        view.Settle();
        Assert.Equal("0000000000", WhoSees(view));
        view.Units[0].X = x;
        view.Settle();
        Assert.Equal("1000000000", WhoSees(view));

        view.Units[0].Health = 0;
        view.Settle();
        Assert.Equal("0100000000", WhoSees(view));
    }

    [Fact]
    public void What_is_not_seen_may_still_be_attacked()
    {
        SmacView view = Watched(0, 1);
        Assert.All(Enumerable.Range(0, 10), agent => Assert.Equal(Math.Abs(view.Units[agent].X - 15) <= 5 ? "10" : "00", view.Mask(agent)[^2..]));
        Assert.All(view.Observation(1)[4..9], value => Assert.Equal(0, value));
        Assert.Equal(1, view.Observation(0)[4]);
    }

    [Fact]
    public void Others_are_drawn_once_per_enemy()
    {
        SmacView view = Watched(0.5, 1);
        string drawn = WhoSees(view);
        for (int step = 0; step < 20; step++)
        {
            view.Settle();
            Assert.Equal(drawn, WhoSees(view));
        }

        Assert.Equal(drawn, WhoSees(Watched(0.5, 1)));
    }

    [Fact]
    public void The_draws_have_the_probability()
    {
        const int Episodes = 1000;
        int[] seen = new int[10];
        for (int episode = 0; episode < Episodes; episode++)
        {
            string drawn = WhoSees(Watched(0.25, (ulong)episode));
            for (int agent = 0; agent < 10; agent++)
            {
                seen[agent] += drawn[agent] == '1' ? 1 : 0;
            }
        }

        Assert.Equal(Episodes, seen[0]);

        // Five standard deviations.
        Assert.All(seen[1..], count => Assert.InRange(count, 250 - 70, 250 + 70));
    }

    [Fact]
    public void An_enemy_that_died_has_no_first_and_a_new_episode_draws_again()
    {
        SmacView view = Watched(0, 1);
        view.Units[10].Health = 0;
        view.Settle();
        Assert.Equal("0000000000", WhoSees(view));

        view.Begin(view.Traits.ToArray());
        (view.Units[0].X, view.Units[10].Health) = (31, 45);
        view.Refresh();
        Assert.Equal("0100000000", WhoSees(view));
    }

    private static SmacView Watched(double probability, ulong seed) =>
        (Around with { Extras = new SmacExtras { ObserveEnemyProbability = probability }, Seed = seed }).Begin();

    private static string WhoSees(SmacView view) => string.Concat(Enumerable.Range(0, 10).Select(agent => view.Visible(agent)[10]));
}
