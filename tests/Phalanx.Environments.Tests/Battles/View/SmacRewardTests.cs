using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests;

/// <summary>What steps pay, and how battles end.</summary>
public sealed class SmacRewardTests
{
    private const double Divisor = 365 / 20.0;

    [Fact]
    public void Damage_and_deaths_of_enemies_pay_fixture_36()
    {
        Assert.Equal(67 / Divisor, Hit(new ViewSettings(), allyHealth: 45).Reward, 12);
        Assert.Equal(67 / Divisor, Hit(new ViewSettings(), allyHealth: 33).Reward, 12);
        Assert.Equal(67 / Divisor, Hit(new ViewSettings(), allyHealth: 0).Reward, 12);
        Assert.Equal(3.671233, Hit(new ViewSettings(), allyHealth: 45).Reward, 6);
    }

    [Theory]
    [InlineData(33, 61)]
    [InlineData(0, 39.5)]
    public void Losses_of_the_team_cost_where_that_is_set_fixture_37(double health, double reward) =>
        Assert.Equal(reward / Divisor, Hit(new ViewSettings { RewardOnlyPositive = false }, health).Reward, 12);

    [Fact]
    public void A_battle_won_in_one_step_pays_exactly_20_fixture_38()
    {
        SmacView view = Fight.ThreeMarines.Begin();
        Kill(view, 3, 4, 5);
        Assert.Equal(new StepResult(20, Terminated: true), view.Settle());
        Assert.Equal([1, 0, 3, 0], Statistics(view));
    }

    [Fact]
    public void Enemies_that_regenerate_pay_as_in_SMAC_fixture_39()
    {
        Assert.Equal(1 / 51.0, Regenerate(new ViewSettings()), 12);
        Assert.Equal(0, Regenerate(new ViewSettings { RewardAbs = false }));
        Assert.Equal(-1 / 51.0, Regenerate(new ViewSettings { RewardOnlyPositive = false }), 12);
    }

    [Fact]
    public void When_both_sides_die_in_one_step_the_battle_is_over_and_not_won_fixture_40()
    {
        SmacView view = Fight.ThreeMarines.Begin();
        Kill(view, 0, 1, 2, 3, 4, 5);
        Assert.Equal(new StepResult(165 / Divisor, Terminated: true), view.Settle());
        Assert.Equal((BattleEnd.Draw, "0 3 3 0"), (view.End, string.Join(' ', Statistics(view))));
    }

    [Fact]
    public void With_healers_it_is_lost_when_both_sides_die_fixture_40()
    {
        SmacView view = WithMedivacs.Begin();
        Kill(view, 0, 1, 2, 3, 4);
        view.Settle();
        Assert.Equal(BattleEnd.Lost, view.End);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_time_limit_ends_a_battle_or_cuts_it_off_fixture_41(bool continuing)
    {
        SmacView view = (Fight.ThreeMarines with { Settings = new ViewSettings { ContinuingEpisode = continuing } }).Begin();
        for (int step = 1; step < 60; step++)
        {
            Assert.Equal(new StepResult(0), view.Settle());
        }

        Assert.Equal(new StepResult(0, Terminated: !continuing, Truncated: continuing), view.Settle());
        Assert.Equal((BattleEnd.TimedOut, "0 0 0 1"), (view.End, string.Join(' ', Statistics(view))));
    }

    [Fact]
    public void A_battle_that_is_won_at_the_limit_is_won()
    {
        SmacView view = (Fight.ThreeMarines with { Limit = 1, Settings = new ViewSettings { ContinuingEpisode = true } }).Begin();
        Kill(view, 3, 4, 5);
        Assert.Equal(new StepResult(20, Terminated: true), view.Settle());
    }

    [Theory]
    [InlineData(true, 1 / Divisor)]
    [InlineData(false, 1)]
    public void Sparse_rewards_are_scaled_too_fixture_42(bool scale, double reward)
    {
        ViewSettings settings = new() { RewardSparse = true, RewardScale = scale };
        Assert.Equal(0, Hit(settings, allyHealth: 33).Reward);

        SmacView won = (Fight.ThreeMarines with { Settings = settings }).Begin();
        Kill(won, 3, 4, 5);
        Assert.Equal(reward, won.Settle().Reward, 12);

        SmacView lost = (Fight.ThreeMarines with { Settings = settings }).Begin();
        Kill(lost, 0, 1, 2);
        Assert.Equal(-reward, lost.Settle().Reward, 12);
    }

    // Two marines and a medivac, against a marine and a medivac.
    [Theory]
    [InlineData("001", "11", nameof(BattleEnd.Lost))]
    [InlineData("001", "10", nameof(BattleEnd.Lost))]
    [InlineData("001", "00", nameof(BattleEnd.Lost))]
    [InlineData("001", "01", nameof(BattleEnd.Lost))]
    [InlineData("000", "01", nameof(BattleEnd.Lost))]
    [InlineData("010", "01", nameof(BattleEnd.Won))]
    [InlineData("011", "01", nameof(BattleEnd.Won))]
    [InlineData("010", "00", nameof(BattleEnd.Won))]
    [InlineData("010", "10", nameof(BattleEnd.None))]
    [InlineData("111", "11", nameof(BattleEnd.None))]
    public void Healers_alone_win_nothing_fixture_43(string allies, string enemies, string end)
    {
        SmacView view = WithMedivacs.Begin();
        string alive = allies + enemies;
        Kill(view, [.. Enumerable.Range(0, alive.Length).Where(unit => alive[unit] == '0')]);
        view.Settle();
        Assert.Equal(end, view.End.ToString());
    }

    [Fact]
    public void What_a_defeat_and_a_win_pay_are_settings()
    {
        ViewSettings settings = new() { RewardWin = 50, RewardDeathValue = 25, RewardDefeat = -100, RewardScaleRate = 10 };
        double divisor = (135 + 75 + 50) / 10.0;
        SmacView won = (Fight.ThreeMarines with { Settings = settings }).Begin();
        Kill(won, 3, 4, 5);
        Assert.Equal((135 + 75 + 50) / divisor, won.Settle().Reward, 12);

        SmacView lost = (Fight.ThreeMarines with { Settings = settings }).Begin();
        Kill(lost, 0, 1, 2);
        Assert.Equal(new StepResult(-100 / divisor, Terminated: true), lost.Settle());
    }

    [Fact]
    public void The_shield_that_a_dead_unit_had_counts_once()
    {
        Fight fight = new([new("stalker", 9, 16)], [new("stalker", 15, 16) { Health = 10, Shield = 30 }, new("stalker", 15, 17)])
        {
            Settings = new ViewSettings { RewardScale = false },
        };
        SmacView view = fight.Begin();
        view.Units[1].Health = 0;
        Assert.Equal(10 + 30 + 10, view.Settle().Reward);
        view.Units[1].Shield = 5;
        Assert.Equal(0, view.Settle().Reward);
    }

    private static Fight WithMedivacs => new(Fighter.Group("2 marine, 1 medivac", 9, 16), Fighter.Group("1 marine, 1 medivac", 23, 16))
    {
        AllyTypes = ["marine", "medivac"],
        EnemyTypes = ["marine", "medivac"],
    };

    /// <summary>A step in which one enemy is hit and one dies, and agent 2 has some health left.</summary>
    private static StepResult Hit(ViewSettings settings, double allyHealth)
    {
        SmacView view = (Fight.ThreeMarines with { Settings = settings }).Begin();
        view.Units[2].Health = allyHealth;
        view.Units[3].Health = 33;
        view.Units[4].Health = 0;
        return view.Settle();
    }

    private static double Regenerate(ViewSettings settings)
    {
        SmacView view = new Fight(Fighter.Group("2 stalker, 3 zealot"), Fighter.Group("2 stalker, 3 zealot")) { Settings = settings }.Begin();
        view.Units[5].Shield = 20;
        view.Refresh();
        view.Units[5].Shield = 21;
        return view.Settle().Reward;
    }

    private static void Kill(SmacView view, params int[] units)
    {
        foreach (int unit in units)
        {
            view.Units[unit].Health = 0;
        }
    }

    private static float[] Statistics(SmacView view) => ViewOf.Written<float>(SmacRules.Statistics.Count, view.WriteStatistics);
}
