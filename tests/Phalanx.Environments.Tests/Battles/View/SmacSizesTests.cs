using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

/// <summary>The sizes of SMAC's and SMACv2's battles.</summary>
public sealed class SmacSizesTests
{
    [Theory]
    [InlineData("3m", "3 marine", "3 marine", 0, 9, 30, 48, 48, 365)]
    [InlineData("5m", "5 marine", "5 marine", 0, 11, 50, 90, 94, 475)]
    [InlineData("8m", "8 marine", "8 marine", 0, 14, 80, 168, 178, 640)]
    [InlineData("25m", "25 marine", "25 marine", 0, 31, 250, 950, 994, 1575)]
    [InlineData("5m_vs_6m", "5 marine", "6 marine", 0, 12, 55, 98, 103, 530)]
    [InlineData("8m_vs_9m", "8 marine", "9 marine", 0, 15, 85, 179, 190, 695)]
    [InlineData("10m_vs_11m", "10 marine", "11 marine", 0, 17, 105, 243, 258, 805)]
    [InlineData("27m_vs_30m", "27 marine", "30 marine", 0, 36, 285, 1170, 1221, 1850)]
    [InlineData("MMM", "2 marauder, 7 marine, 1 medivac", "7 marine, 2 marauder, 1 medivac", 3, 16, 160, 290, 304, 1015)]
    [InlineData("MMM2", "2 marauder, 7 marine, 1 medivac", "8 marine, 3 marauder, 1 medivac", 3, 18, 176, 322, 338, 1205)]
    [InlineData("2s3z", "2 stalker, 3 zealot", "2 stalker, 3 zealot", 2, 11, 80, 120, 124, 1020)]
    [InlineData("3s5z", "3 stalker, 5 zealot", "3 stalker, 5 zealot", 2, 14, 128, 216, 226, 1510)]
    [InlineData("3s5z_vs_3s6z", "3 stalker, 5 zealot", "3 stalker, 6 zealot", 2, 15, 136, 230, 241, 1670)]
    [InlineData("3s_vs_3z", "3 stalker", "3 zealot", 0, 9, 36, 54, 54, 680)]
    [InlineData("3s_vs_4z", "3 stalker", "4 zealot", 0, 10, 42, 61, 62, 840)]
    [InlineData("3s_vs_5z", "3 stalker", "5 zealot", 0, 11, 48, 68, 70, 1000)]
    [InlineData("1c3s5z", "1 colossus, 3 stalker, 5 zealot", "1 colossus, 3 stalker, 5 zealot", 3, 15, 162, 270, 282, 1870)]
    [InlineData("2m_vs_1z", "2 marine", "1 zealot", 0, 7, 16, 26, 23, 360)]
    [InlineData("corridor", "6 zealot", "24 zergling", 0, 30, 156, 282, 306, 1280)]
    [InlineData("6h_vs_8z", "6 hydralisk", "8 zealot", 0, 14, 78, 140, 148, 1480)]
    [InlineData("2s_vs_1sc", "2 stalker", "1 spine crawler", 0, 7, 17, 27, 24, 510)]
    [InlineData("so_many_baneling", "7 zealot", "32 baneling", 0, 38, 202, 397, 430, 1480)]
    [InlineData("bane_vs_bane", "4 baneling, 20 zergling", "20 zergling, 4 baneling", 2, 30, 336, 984, 1026, 1260)]
    [InlineData("2c_vs_64zg", "2 colossus", "64 zergling", 0, 70, 332, 342, 402, 3080)]
    public void Of_SMACs_maps(
        string map, string allies, string enemies, int bits, int actions, int observation, int state, int observationWithActions, double most)
    {
        Assert.NotEmpty(map);
        Fight fight = new(Fighter.Group(allies), Fighter.Group(enemies)) { TypeBits = bits };
        SmacRules rules = fight.Rules;
        Assert.Equal((actions, observation, state), (rules.Actions, rules.ObservationSize, rules.StateSize));
        Assert.Equal(observation, rules.Spec.ObservationParts.Sum(part => part.Size));
        Assert.Equal(observationWithActions, (fight with { Settings = new ViewSettings { ObsLastAction = true } }).Rules.ObservationSize);
        Assert.Equal(
            state - (actions * rules.Allies),
            (fight with { Settings = new ViewSettings { StateLastAction = false } }).Rules.StateSize);
        Assert.Equal(rules.AllyRow, rules.AgentFeatures.Count);
        Assert.Equal(rules.EnemyRow, rules.EnemyFeatures.Count);
        Assert.Equal(most, Begun(fight).MostToEarn);
    }

    /// <summary>Fixture 35.</summary>
    [Theory]
    [InlineData("3 marine", "3 marine", 0, 66, 49)]
    [InlineData("2 stalker, 3 zealot", "2 stalker, 3 zealot", 2, 142, 121)]
    [InlineData("27 marine", "30 marine", 0, 1239, 1171)]
    [InlineData("2 colossus", "64 zergling", 0, 420, 343)]
    public void With_all_options_fixture_35(string allies, string enemies, int bits, int observation, int state)
    {
        SmacRules rules = new Fight(Fighter.Group(allies), Fighter.Group(enemies))
        {
            TypeBits = bits,
            Settings = new ViewSettings
            {
                ObsLastAction = true,
                ObsTimestepNumber = true,
                ObsPathingGrid = true,
                ObsTerrainHeight = true,
                StateTimestepNumber = true,
            },
        }.Rules;
        Assert.Equal((observation, state), (rules.ObservationSize, rules.StateSize));
    }

    [Theory]
    [InlineData("marine", 5, 5, 82, 120, 11)]
    [InlineData("marine", 10, 10, 162, 290, 16)]
    [InlineData("marine", 10, 11, 170, 306, 17)]
    [InlineData("marine", 20, 20, 322, 780, 26)]
    [InlineData("marine", 20, 23, 346, 858, 29)]
    [InlineData("hydralisk", 5, 5, 82, 120, 11)]
    [InlineData("hydralisk", 10, 10, 162, 290, 16)]
    [InlineData("hydralisk", 10, 11, 170, 306, 17)]
    [InlineData("hydralisk", 20, 20, 322, 780, 26)]
    [InlineData("hydralisk", 20, 23, 346, 858, 29)]
    [InlineData("stalker", 5, 5, 92, 130, 11)]
    [InlineData("stalker", 10, 10, 182, 310, 16)]
    [InlineData("stalker", 10, 11, 191, 327, 17)]
    [InlineData("stalker", 20, 20, 362, 820, 26)]
    [InlineData("stalker", 20, 23, 389, 901, 29)]
    public void Of_SMACv2s_battles(string type, int allies, int enemies, int observation, int state, int actions)
    {
        Fight fight = new(Fighter.Group($"{allies} {type}"), Fighter.Group($"{enemies} {type}"))
        {
            TypeBits = 3,
            Extras = new SmacExtras { OwnPosition = true },
        };
        SmacRules rules = fight.Rules;
        Assert.Equal((observation, state, actions), (rules.ObservationSize, rules.StateSize, rules.Actions));

        // A direction takes two numbers of an agent and of its row in the state, and twelve actions.
        rules = (fight with { Extras = fight.Extras with { FacingActions = 12 } }).Rules;
        Assert.Equal((observation + 2, state + (allies * (2 + 12)), actions + 12), (rules.ObservationSize, rules.StateSize, rules.Actions));
        Assert.Contains("fov_y", rules.AgentFeatures);
    }

    [Theory]
    [InlineData("9 marine, 1 medivac", 4, 16)]
    [InlineData("10 marine", 4, 10)]
    public void Healers_can_choose_among_all_agents_where_there_are_more_than_enemies(string allies, int enemies, int actions) =>
        Assert.Equal(actions, new Fight(Fighter.Group(allies), Fighter.Group($"{enemies} marine")).Rules.Actions);

    [Fact]
    public void What_is_offered_is_declared()
    {
        SmacRules rules = Fight.ThreeMarines.Rules;
        Assert.Equal(
            new EnvironmentSpec
            {
                Name = "battle/test",
                Agents = 3,
                Actions = ActionSpec.Discrete(9),
                ObservationSize = 30,
                StateSize = 48,
                EpisodeLimit = 60,
                Statistics = ["battle_won", "dead_allies", "dead_enemies", "timed_out"],
                AgentFeatureSize = 4,
                DeclaresAlive = true,
                Entities = new EntitySpec(6, 6 + 7 + 1 + 2 + 4, AppendLastActions: true),
            },
            rules.Spec with { ObservationParts = [] });
    }

    [Fact]
    public void The_extra_slot_of_the_time_is_refused_without_the_time()
    {
        Fight fight = Fight.ThreeMarines with { Settings = new ViewSettings { BugCompatTimestep = true } };
        Assert.Contains("env.obs_timestep_number", Assert.Throws<UserErrorException>(() => fight.Rules).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Battles_of_too_many_units_are_refused()
    {
        Fight fight = new(Fighter.Group("10000 marine"), Fighter.Group("10000 marine"));
        Assert.Contains("10000 agents and 10000 enemies", Assert.Throws<UserErrorException>(() => fight.Rules).Message, StringComparison.Ordinal);
    }

    private static SmacView Begun(Fight fight)
    {
        string[] types = [.. fight.Allies.Concat(fight.Enemies).Select(unit => unit.Type).Distinct()];
        return (fight with { AllyTypes = types, EnemyTypes = types, TypeBits = types.Length }).Begin();
    }
}
