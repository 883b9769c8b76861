using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Closeness;

namespace Phalanx.Environments.Tests;

/// <summary>Observations, state and masks of battles that are worked out by hand.</summary>
public sealed class SmacObservationTests
{
    [Fact]
    public void Three_marines_at_reset_fixture_30()
    {
        SmacView view = Fight.ThreeMarines.Begin();
        Assert.Equal([(9, 16), (9, 16.75), (9.75, 16)], view.Units[..3].ToArray().Select(unit => (unit.X, unit.Y)));
        Assert.Equal("011111000", view.Mask(0));
        AssertClose([1, 1, 1, 1, .. new double[15], 1, 0.083333, 0, 0.083333, 1, 1, 0.083333, 0.083333, 0, 1, 1], view.Observation(0));
        AssertClose(
            [
                1, 0, -0.21875, 0, 1, 0, -0.21875, 0.0234375, 1, 0, -0.1953125, 0,
                1, 0.21875, 0, 1, 0.1953125, 0, 1, 0.21875, -0.0234375, .. new double[27],
            ],
            view.State());
        Assert.Equal(365, view.MostToEarn);
    }

    [Fact]
    public void Three_marines_in_the_middle_of_a_fight_fixture_31()
    {
        SmacView view = new Fight(
            [new("marine", 10, 12) { Health = 30, Cooldown = 7.5 }, new("marine", 11, 12), new("marine", 10, 20)],
            [new("marine", 14, 15), new("marine", 18, 12) { Health = 20 }, new("marine", 19, 12)]).Begin();
        Assert.Equal([(10, 12), (10, 20), (11, 12)], view.Units[..3].ToArray().Select(unit => (unit.X, unit.Y)));
        AssertClose(
            [
                1, 1, 1, 1,
                1, 0.555556, 0.444444, 0.333333, 1,
                0, 0.888889, 0.888889, 0, 0.444444,
                0, 0, 0, 0, 0,
                1, 0.888889, 0, 0.888889, 1,
                1, 0.111111, 0.111111, 0, 1,
                0.666667,
            ],
            view.Observation(0));
        Assert.Equal("011111100", view.Mask(0));
        AssertClose([0.666667, 0.5, -0.1875, -0.125], view.State()[..4]);
        AssertClose([0.444444, 0.0625, -0.125], view.State()[15..18]);
    }

    [Theory]
    [InlineData(0.5, 8.5, "1011")]
    [InlineData(31.5, 23.5, "0101")]
    [InlineData(16, 16, "1111")]
    public void Walls_fixture_32(double x, double y, string moves) =>
        Assert.Equal($"01{moves}0", new Fight([new("marine", x, y)], [new("marine", 31, 31)]).Begin().Mask(0));

    [Fact]
    public void Stalkers_and_zealots_fixture_33()
    {
        SmacView view = StalkersAndZealots.Begin();
        float[] observation = view.Observation(0);
        AssertClose([1, 1, 1, 1], observation[..4]);
        AssertClose(
            [
                1, 0.666667, 0.666667, 0, 1, 0.25, 0, 1,
                0, 0.808901, 0.777778, 0.222222, 1, 1, 0, 1,
                1, 0.444444, 0.444444, 0, 0.6, 0, 1, 0,
                1, 0.496904, 0.444444, 0.222222, 1, 1, 1, 0,
                1, 0.628539, 0.444444, 0.444444, 1, 1, 1, 0,
            ],
            observation[4..44]);
        AssertClose(
            [
                1, 0.222222, 0, 0.222222, 1, 1, 1, 0,
                1, 0.222222, 0.222222, 0, 1, 0.5, 0, 1,
                1, 0.314270, 0.222222, 0.222222, 1, 1, 0, 1,
                1, 0.496904, 0.222222, 0.444444, 1, 1, 0, 1,
            ],
            observation[44..76]);
        AssertClose([0.5, 0, 1, 0], observation[76..]);
        Assert.Equal("01111110111", view.Mask(0));
        float[] state = view.State();
        AssertClose([0.5, 0.5, -0.1875, 0, 0, 1, 0], state[..7]);
        AssertClose([1, 0, -0.125, 0, 0.5, 0, 1], state[14..21]);
        AssertClose([1, 0, 0, 0.25, 0, 1], state[35..41]);
        AssertClose([0.6, -0.0625, 0, 0, 1, 0], state[47..53]);
    }

    [Fact]
    public void Medivacs_fixture_34()
    {
        SmacView view = Medivacs.Begin();
        Assert.Equal(
            [(9, 15), (9, 17), .. Enumerable.Range(13, 7).Select(y => (10, y)), (8, 16)],
            view.Units[..10].ToArray().Select(unit => ((int)unit.X, (int)unit.Y)));
        Assert.Equal("011111111111111000", view.Mask(9));
        AssertClose([1, 0, 0, 1], view.Observation(9)[^4..]);
        AssertClose([1, 0.25, -0.25, 0, 0, 0, 1], view.State()[63..70]);
        Assert.Equal(1205, view.MostToEarn);
    }

    [Fact]
    public void The_mark_of_an_enemy_that_a_healer_sees_is_whether_it_can_heal_the_agent_of_that_number()
    {
        // Enemy 0 is in sight and out of reach, and agent 0 in reach; of enemy 9 the agent is the healer itself.
        Fight fight = Medivacs;
        for (int enemy = 0; enemy < 12; enemy++)
        {
            fight.Enemies[enemy] = fight.Enemies[enemy] with { X = 16.5, Y = 16 };
        }

        float[] enemies = fight.Begin().Observation(9)[4..(4 + (12 * 8))];
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0], enemies.Chunk(8).Select(block => (int)block[0]));
        AssertClose([.. Enumerable.Repeat(8.5 / 9, 12)], [.. enemies.Chunk(8).Select(block => block[1])]);
    }

    [Fact]
    public void The_dead_see_nothing_but_the_time_and_are_seen_by_none()
    {
        SmacView view = (Fight.ThreeMarines with { Settings = new ViewSettings { ObsTimestepNumber = true, ObsLastAction = true } }).Begin();
        view.Take([1, 1, 1]);
        view.Units[1].Health = 0;
        view.Settle();
        Assert.Equal([.. new float[view.Rules.ObservationSize - 1], 1 / 60f], view.Observation(1));
        Assert.Equal("100000000", view.Mask(1));
        Assert.All(view.Observation(0)[19..33], value => Assert.Equal(0, value));
        AssertClose([1, 0.083333, 0.083333, 0, 1, 0, 1], view.Observation(0)[33..40]);
        Assert.Equal([true, false, true], ViewOf.Written<bool>(3, view.WriteAlive));

        // The action it died with stays in the state, then that of the dead.
        AssertClose([0, 1, 0, 0], view.State()[(21 + 9)..(21 + 13)]);
        AssertClose(new double[4], view.State()[4..8]);
        view.Take([1, 0, 1]);
        view.Settle();
        AssertClose([1, 0, 0, 0], view.State()[(21 + 9)..(21 + 13)]);
    }

    [Fact]
    public void Agent_features_are_the_agents_rows_of_the_state()
    {
        SmacView view = StalkersAndZealots.Begin();
        Assert.Equal(view.State().Take(35), ViewOf.Written<float>(35, view.WriteAgentFeatures));
    }

    [Fact]
    public void The_own_place_comes_before_the_type()
    {
        SmacView view = (StalkersAndZealots with { Extras = new SmacExtras { OwnPosition = true } }).Begin();
        AssertClose([0.5, 0, 10 / 32.0, 0.5, 1, 0], view.Observation(0)[^6..]);
    }

    [Fact]
    public void Units_with_ranges_of_their_own_see_and_reach_by_them()
    {
        // A marauder sees 10 far and reaches 6; a marine 9 and 5.
        SmacView view = new Fight([new("marauder", 10, 16), new("marine", 10, 16)], [new("marine", 15.5, 16), new("marine", 19.5, 16)])
        {
            AllyTypes = ["marine", "marauder"],
            UnitRanges = true,
            TypeBits = 0,
        }.Begin();
        Assert.Equal("01111100", view.Mask(0));
        Assert.Equal("01111110", view.Mask(1));
        AssertClose([0, 5.5 / 9, 5.5 / 9, 0, 1, .. new double[5]], view.Observation(0)[4..14]);
        AssertClose([1, 0.55, 0.55, 0, 1, 0, 0.95, 0.95, 0, 1], view.Observation(1)[4..14]);
    }

    private static Fight StalkersAndZealots => new(
        [
            new("zealot", 12, 16) { Shield = 25 }, new("stalker", 10, 18), new("zealot", 12, 18),
            new("stalker", 10, 16) { Health = 40, Shield = 0, Cooldown = 17.5 }, new("zealot", 12, 20),
        ],
        [
            new("stalker", 16, 16) { Shield = 20 }, new("stalker", 17, 18),
            new("zealot", 14, 16) { Health = 60, Shield = 0 }, new("zealot", 14, 18), new("zealot", 14, 20),
        ])
    {
        AllyTypes = ["stalker", "zealot"],
        EnemyTypes = ["zealot", "stalker"],
    };

    private static Fight Medivacs => new(
        [
            new("medivac", 8, 16), new("marauder", 9, 17), new("marauder", 9, 15),
            .. Enumerable.Range(13, 7).Select(y => new Fighter("marine", 10, y)),
        ],
        Fighter.Group("8 marine, 3 marauder, 1 medivac", 23, 16))
    {
        AllyTypes = ["marauder", "marine", "medivac"],
        EnemyTypes = ["marauder", "marine", "medivac"],
    };
}
