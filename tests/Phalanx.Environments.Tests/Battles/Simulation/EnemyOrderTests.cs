using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>What enemies do that have no target: they go on as they were told at the start.</summary>
public class EnemyOrderTests
{
    private static readonly EnemyOrder Advance = new EnemyOrder.AttackMove(9, 16, 9, 16);

    [Fact]
    public void Attack_move_leads_to_its_point_and_stays_there()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 30, 30)], [Unit("marine", 20, 16)], order: Advance);
        arena.Ticks(100);
        Assert.Equal((9, 16), (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]));
        arena.Ticks(10);
        Assert.Equal((9, 16), (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]));
    }

    [Fact]
    public void On_the_way_what_comes_near_is_attacked_and_then_the_way_goes_on()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("zergling", 14, 18)], [Unit("marine", 23, 16)], order: Advance);
        arena.TicksUntil(() => !arena.Forces.IsAlive(0));
        Assert.InRange(arena.Forces.X[arena.Enemy], 14, 22);
        arena.TicksUntil(() => arena.Forces.X[arena.Enemy] == 9);
    }

    [Fact]
    public void At_its_point_an_enemy_still_looks_out()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 30, 30)], [Unit("marine", 10, 16)], order: Advance);
        arena.Ticks(50);
        (arena.Forces.X[0], arena.Forces.Y[0]) = (9, 20);
        arena.Ticks(2);
        Assert.Equal(39, arena.Forces.Health[0]);
    }

    [Fact]
    public void On_2m_vs_1z_the_point_is_drawn_from_all_of_a_segment()
    {
        var plan = BattlePlan.Of(BattleMaps.Load("2m_vs_1z", BattleProfile.Sc2), "battle/2m_vs_1z");
        BattleWorld world = new(new BattleRules(plan, new BattleMapSettings()));
        double[] points = [.. Enumerable.Range(0, 600).Select(seed =>
        {
            world.Begin((ulong)seed);
            UnitOrder order = world.Forces.Orders[2];
            Assert.Equal((OrderKind.AttackMove, 12.0), (order.Kind, order.Y));
            return order.X;
        })];
        Assert.All(points, x => Assert.InRange(x, 13, 19));
        for (int sixth = 0; sixth < 6; sixth++)
        {
            Assert.InRange(points.Count(x => (int)(x - 13) == sixth), 60, 140);
        }
    }

    [Fact]
    public void Many_units_come_to_rest_around_one_point()
    {
        Placed[] crowd = [.. Enumerable.Range(0, 24).Select(number => Unit("marine", 20 + (number % 5), 13 + (number / 5)))];
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 31, 31)], crowd, order: Advance);
        arena.Ticks(200);
        double[] x = [.. arena.Forces.X], y = [.. arena.Forces.Y];
        Assert.All(Enumerable.Range(1, 24), unit => Assert.InRange(Distance(x[unit] - 9, y[unit] - 16), 0, 5));
        arena.Ticks(20);
        Assert.All(Enumerable.Range(1, 24), unit => Assert.InRange(Distance(arena.Forces.X[unit] - x[unit], arena.Forces.Y[unit] - y[unit]), 0, 0.05));
    }

    [Fact]
    public void Chasers_follow_the_nearest_at_any_distance()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 3, 3), Unit("marine", 3, 29)], [Unit("zergling", 28, 10)], order: new EnemyOrder.Chase());
        arena.Ticks(20);
        (int south, int north) = arena.Forces.Y[0] < 16 ? (0, 1) : (1, 0);
        Assert.True(arena.Forces.Y[arena.Enemy] < 10);
        (arena.Forces.X[north], arena.Forces.Y[north], arena.Forces.Y[south]) = (28, 30, 0.5);
        double before = arena.Forces.Y[arena.Enemy];
        arena.Ticks(10);
        Assert.True(arena.Forces.Y[arena.Enemy] > before);
        arena.TicksUntil(() => !arena.Forces.IsAlive(north));
        arena.TicksUntil(() => !arena.Forces.IsAlive(south));
    }

    [Fact]
    public void Without_an_order_enemies_hold_their_place()
    {
        Arena arena = Arena.Of(new BattleMapSettings { StepMul = 1 }, [Unit("marine", 5, 16)], [Unit("zealot", 20, 16)]);
        arena.Forces.Orders[arena.Enemy] = UnitOrder.Hold;
        arena.Ticks(100);
        Assert.Equal((20, 16), (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]));
    }

    [Theory]
    [InlineData(BattleProfile.Sc2)]
    [InlineData(BattleProfile.Lite)]
    public void An_idle_enemy_is_sent_against_the_nearest_agent_until_it_is_dead_and_then_looks_out(BattleProfile profile)
    {
        Arena arena = Arena.Of(
            new BattleMapSettings { Profile = profile, IdleChase = true },
            [Unit(profile, "marine", 16, 26), Unit(profile, "marine", 3, 16)],
            [Unit(profile, "zealot", 28, 28)]);
        (int near, int far) = arena.Forces.X[0] > 10 ? (0, 1) : (1, 0);
        arena.Ticks(1);
        Assert.Equal(UnitOrder.Attack(near), arena.Forces.Orders[arena.Enemy]);

        // Another that comes nearer makes no difference.
        (arena.Forces.X[far], arena.Forces.Y[far]) = (28, 31);
        arena.TicksUntil(() => !arena.Forces.IsAlive(near));
        Assert.Equal(45, arena.Forces.Health[far]);
        arena.TicksUntil(() => !arena.Forces.IsAlive(far));
        Assert.Equal(50, arena.Forces.Shield[arena.Enemy]);
    }

    [Theory]
    [InlineData("marauder", "marine")]
    [InlineData("marine", "medivac")]
    public void An_idle_enemy_is_sent_against_the_nearest_that_it_can_hit(string enemy, string chosen)
    {
        Arena arena = Arena.Of(
            new BattleMapSettings { IdleChase = true }, [Unit("medivac", 16, 16), Unit("marine", 3, 16)], [Unit(enemy, 28, 16)]);
        arena.Ticks(1);
        Assert.Equal(chosen, arena.Forces.Types[arena.Forces.Orders[arena.Enemy].Target].Name);
    }

    [Fact]
    public void An_enemy_that_can_hit_none_goes_after_the_nearest()
    {
        Arena arena = Arena.Of(
            new BattleMapSettings { IdleChase = true }, [Unit("medivac", 16, 16), Unit("marine", 3, 16)], [Unit("marauder", 28, 16)]);
        (int marine, int medivac) = arena.Forces.Types[0].IsHealer ? (1, 0) : (0, 1);
        arena.Forces.Health[marine] = 0;
        arena.Ticks(1);
        Assert.Equal(UnitOrder.Chase, arena.Forces.Orders[arena.Enemy]);
        Assert.True(arena.Forces.X[arena.Enemy] < 28);
        Assert.Equal(150, arena.Forces.Health[medivac]);
    }

    [Fact]
    public void Without_idle_chase_an_idle_enemy_is_left_where_it_is()
    {
        Arena arena = Arena.Of(new BattleMapSettings(), [Unit("marine", 16, 26)], [Unit("zealot", 28, 28)]);
        arena.Forces.Orders[arena.Enemy] = UnitOrder.Hold;
        arena.Ticks(50);
        Assert.Equal((28, 28), (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Noise_moves_starts_so_far_and_never_off_the_ground(double noise)
    {
        var plan = BattlePlan.Of(BattleMaps.Load("2m_vs_1z", BattleProfile.Sc2), "battle/2m_vs_1z");
        BattleRules rules = new(plan, new BattleMapSettings { StartNoise = noise });
        BattleWorld world = new(rules);
        double farthest = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            world.Begin(seed);
            farthest = Math.Max(farthest, Math.Max(Math.Abs(world.Forces.X[2] - 16), Math.Abs(world.Forces.Y[2] - 19)));
            for (int unit = 0; unit < 3; unit++)
            {
                Assert.True(rules.Ground.Holds(world.Forces.X[unit], world.Forces.Y[unit]));
            }
        }

        Assert.InRange(farthest, 0.9 * noise, noise);
    }

    [Fact]
    public void Noise_leaves_structures_where_they_are_and_pushes_apart_those_that_meet()
    {
        Placed[] crowd = [.. Enumerable.Range(0, 16).Select(number => Unit("marine", 4 + (0.8 * (number % 4)), 9 + (0.8 * (number / 4))))];
        for (ulong seed = 0; seed < 50; seed++)
        {
            Arena arena = Arena.Of(
                new BattleMapSettings { StartNoise = 2 }, crowd, [Unit("spine_crawler", 20, 9)], Terrains.Of("3m"), new EnemyOrder.Chase(), seed);
            Assert.Equal((20, 9), (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]));
            BattleAudit audit = new(arena.Rules, arena.Forces);
            audit.Begin();
            Assert.Null(audit.FaultAfterStep());
        }
    }

    private static double Distance(double dx, double dy) => Math.Sqrt((dx * dx) + (dy * dy));
}
