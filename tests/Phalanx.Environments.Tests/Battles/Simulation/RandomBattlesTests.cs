using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>What holds in every step of every battle, no matter what agents do: random teams on every map, in both profiles.</summary>
public class RandomBattlesTests
{
    private const int Episodes = 3;

    public static TheoryData<string, BattleProfile> Battles
    {
        get
        {
            TheoryData<string, BattleProfile> battles = [];
            foreach (string map in BattleMaps.Names)
            {
                battles.Add(map, BattleProfile.Sc2);
                battles.Add(map, BattleProfile.Lite);
            }

            return battles;
        }
    }

    [Theory]
    [MemberData(nameof(Battles))]
    public void Fixture_47_units_overlap_no_more_than_the_tolerance_and_stay_on_walkable_ground(string map, BattleProfile profile)
    {
        foreach (double noise in (double[])[0, 2])
        {
            BattleBatch batch = Batch(map, new BattleMapSettings { Profile = profile, StartNoise = noise });

            // From the first time on that it is asked, the audit compares with the step before.
            batch.Reset(0, 0);
            Assert.Null(batch.FindFault(0));
            for (ulong seed = 0; seed < Episodes; seed++)
            {
                RandomPlay.Play(batch, seed, int.MaxValue, _ => Assert.Null(batch.FindFault(0)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Battles))]
    public void Attacks_and_heals_are_available_within_six_cells(string map, BattleProfile profile)
    {
        PlayBattle(map, profile, battle =>
        {
            SmacView view = battle.View;
            for (int agent = 0; agent < battle.Forces.Allies; agent++)
            {
                bool heals = battle.Forces.Types[agent].IsHealer;
                for (int target = 0; target < view.Rules.Targets; target++)
                {
                    int unit = heals ? target : battle.Forces.Allies + target;
                    bool exists = target < (heals ? view.Rules.Allies : view.Rules.Enemies) && !(heals && battle.Forces.Types[unit].IsHealer);
                    bool near = exists && battle.Forces.IsAlive(agent) && battle.Forces.IsAlive(unit) && battle.Forces.DistanceSquared(agent, unit) <= 36;
                    Assert.Equal(near, view.IsAvailable(agent, view.Rules.FirstTarget + target));
                }

                Assert.Equal(!battle.Forces.IsAlive(agent), view.IsAvailable(agent, SmacRules.NoOperation));
                Assert.Equal(battle.Forces.IsAlive(agent), view.IsAvailable(agent, SmacRules.Stop));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Battles))]
    public void The_dead_stay_where_they_fell_and_neither_act_nor_live_again(string map, BattleProfile profile)
    {
        Dictionary<int, (double X, double Y)> graves = [];
        int steps = 0;
        PlayBattle(map, profile, battle =>
        {
            if (battle.View.Steps < steps)
            {
                graves.Clear();
            }

            steps = battle.View.Steps;
            Forces forces = battle.Forces;
            for (int unit = 0; unit < forces.Count; unit++)
            {
                if (graves.TryGetValue(unit, out (double X, double Y) grave))
                {
                    Assert.Equal((grave, false, Decision.Stand), ((forces.X[unit], forces.Y[unit]), forces.IsAlive(unit), forces.Decisions[unit]));
                }
                else if (!forces.IsAlive(unit))
                {
                    graves.Add(unit, (forces.X[unit], forces.Y[unit]));
                }
            }
        });
    }

    /// <summary>
    /// In unscaled points, a step pays the absolute value of what enemies lost, less what came back to them, and 10 for each death. Without the
    /// absolute value the sum over a won battle is what the enemy had at first, less what is left of it, with 10 for each death and 200 for the win:
    /// the most that there is to earn, which is scaled to 20. A step in which more came back than was lost pays its absolute value instead of taking
    /// it off, so a won battle pays at least 20, and at most 20 and twice what came back. On maps with medivacs it is won while they are left, and
    /// their part is not paid.
    /// </summary>
    [Theory]
    [InlineData("3m")]
    [InlineData("2s3z")]
    [InlineData("8m")]
    [InlineData("1c3s5z")]
    [InlineData("5m")]
    [InlineData("bane_vs_bane")]
    [InlineData("MMM")]
    public void A_won_battle_pays_20_and_at_most_twice_what_came_back_more(string map)
    {
        int won = 0;
        foreach (BattleProfile profile in Enum.GetValues<BattleProfile>())
        {
            for (ulong seed = 0; seed < 10; seed++)
            {
                (double paid, double cameBack, double survived, bool isWon) = PlayHeuristic(map, profile, seed);
                won += isWon ? 1 : 0;
                if (isWon)
                {
                    Assert.InRange(paid, 20 - survived - 1e-9, 20 - survived + (2 * cameBack) + 1e-9);
                }
            }
        }

        Assert.True(won > 0);
    }

    /// <summary>An episode of the heuristic: what it paid, what enemies got back, and what was left of them, both in scaled points.</summary>
    private static (double Paid, double CameBack, double Survived, bool Won) PlayHeuristic(string map, BattleProfile profile, ulong seed)
    {
        Battle battle = BattleOn(map, profile, startNoise: 0.5);
        battle.Begin(seed);
        (double paid, double cameBack) = (0, 0);
        double[] before = Vitality(battle.Forces);
        StepResult result = default;
        while (!result.Ended)
        {
            result = battle.StepByScript(ScriptedTeam.Heuristic);
            double[] after = Vitality(battle.Forces);
            paid += result.Reward;
            cameBack += before.Zip(after, (was, now) => Math.Max(0, now - was)).Sum();
            before = after;
        }

        double scale = battle.View.MostToEarn / 20;
        double survived = battle.Forces.Health[battle.Forces.Allies..].Count(health => health > 0) * 10;
        return (paid, cameBack / scale, (survived + before.Sum()) / scale, battle.View.End == BattleEnd.Won);
    }

    private static double[] Vitality(Forces forces) =>
        [.. Enumerable.Range(forces.Allies, forces.Count - forces.Allies).Select(unit => forces.IsAlive(unit) ? forces.Health[unit] + forces.Shield[unit] : 0)];

    private static void PlayBattle(string map, BattleProfile profile, Action<Battle> look)
    {
        Battle battle = BattleOn(map, profile);
        for (ulong seed = 0; seed < Episodes; seed++)
        {
            new BattlePlayer(battle).Play(seed, look);
        }
    }

    private static Battle BattleOn(string map, BattleProfile profile, double startNoise = 0)
    {
        BattleMapSettings settings = new() { Profile = profile, StartNoise = startNoise };
        BattlePlan plan = BattlePlan.Of(BattleMaps.Load(map, profile), map);
        return new Battle(new BattleRules(plan, settings), new SmacRules(plan.Scenario, settings, plan.Extras));
    }

    private static BattleBatch Batch(string map, BattleMapSettings settings) => new(BattlePlan.Of(BattleMaps.Load(map, settings.Profile), map), settings, 1);
}
