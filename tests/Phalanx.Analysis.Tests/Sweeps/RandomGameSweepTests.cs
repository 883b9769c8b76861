namespace Phalanx.Analysis.Tests.Sweeps;

public class RandomGameSweepTests
{
    [Fact]
    public void A_seed_says_all_about_a_game_and_games_do_not_depend_on_how_many_there_are()
    {
        var games = new RandomGames { Trials = 3, Seed = 5 };
        Assert.Equal(games[2], (games with { Trials = 100 })[2]);
        Assert.NotEqual(games[2], (games with { Seed = 6 })[2]);
        Assert.All(games[0].Values.ToArray(), value => Assert.InRange(value, 0, 10));
    }

    [Fact]
    public void Two_sweeps_of_one_seed_give_the_same_figures()
    {
        var games = new RandomGames { Actions = 2, Trials = 50, Seed = 1 };
        Assert.Equal(RandomGameSweep.Run(games, [0.5]).Methods, RandomGameSweep.Run(games, [0.5]).Methods);
    }

    // Recorded rates of other random games: .318 representable, VDN .656, QMIX .656, CW .704 and .759, OW .638 and .625; the standard
    // error of a rate over 1000 games is .015.
    [Fact]
    public void Two_by_two_games_are_recovered_as_often_as_recorded()
    {
        var sweep = RandomGameSweep.Run(new RandomGames { Actions = 2, Trials = 1000, Seed = 2 }, [0.5, 0.1]);
        Assert.Equal(0.318, sweep.RepresentableShare, 0.06);
        double[] expected = [0.656, 0.656, 0.704, 0.759, 0.638, 0.625];
        double[] actual = [.. sweep.Methods.Where(method => !method.AtBound).Select(method => method.Recovered)];
        Assert.Equal(["vdn", "qmix", "cw", "cw", "ow", "ow"], sweep.Methods.Where(method => !method.AtBound).Select(method => method.Method));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.06));
        Assert.Equal(0.913, sweep.Methods[0].Return, 0.02);
        Assert.Equal(0.913, sweep.Methods[1].Return, 0.02);
    }

    [Fact]
    public void Just_below_the_bound_every_game_is_recovered_weakly_and_not_every_one_is_played()
    {
        var games = new RandomGames { Actions = 2, Trials = 400, Distribution = PayoffDistribution.Normal, Seed = 3 };
        MethodRecovery[] atBound = [.. RandomGameSweep.Run(games, []).Methods.Where(method => method.AtBound)];
        Assert.Equal(["cw", "ow"], atBound.Select(method => method.Method));
        Assert.All(atBound, method => Assert.Equal(1, method.WeakRecovery));

        // Recorded: 311 and 245 of 400.
        Assert.Equal(311 / 400.0, atBound[0].Recovered, 0.08);
        Assert.Equal(245 / 400.0, atBound[1].Recovered, 0.08);
    }

    [Fact]
    public void A_sweep_can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => RandomGameSweep.Run(new RandomGames(), [0.1], cancellation: new CancellationToken(canceled: true)));
}
