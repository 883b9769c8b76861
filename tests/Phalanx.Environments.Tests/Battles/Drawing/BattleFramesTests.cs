using Phalanx.Environments.Battles;
using Phalanx.Environments.Tests.Battles.Simulation;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Drawing;

/// <summary>What a sequence of pictures of a battle says of its units.</summary>
public class BattleFramesTests
{
    private static readonly EnvironmentRegistry BuiltIns = EnvironmentRegistry.WithBuiltIns();

    public static TheoryData<string> Maps => ["3m", "2s3z", "MMM", "bane_vs_bane", "so_many_baneling", "2s_vs_1sc"];

    [Theory]
    [MemberData(nameof(Maps))]
    public void Bars_are_what_units_have_and_targets_exist(string map)
    {
        BattleMapSettings settings = new();
        BattlePlan plan = BattlePlan.Of(BattleMaps.Load(map, settings.Profile), map);
        BattleRules rules = new(plan, settings);
        Battle battle = new(rules, new SmacRules(plan.Scenario, settings, plan.Extras));
        BattleDrawing drawing = new(rules);
        HashSet<string> seen = [];
        new BattlePlayer(battle).Play(seed: 3, _ =>
        {
            Forces forces = battle.Forces;
            Frame frame = drawing.Draw(forces, battle.Events.Show(), "");
            FrameItem[] units = UnitsOf(frame);
            Assert.Equal(forces.Count, units.Length);
            for (int unit = 0; unit < units.Length; unit++)
            {
                bool alive = forces.IsAlive(unit);
                Assert.Equal((unit, !alive), (units[unit].Id, units[unit].Down));
                foreach (FrameBar bar in units[unit].Bars)
                {
                    seen.Add(bar.Name);
                    Assert.Equal(alive ? ValueOf(forces, unit, bar.Name) : 0, bar.Value, 1e-9);
                }

                Assert.True(units[unit].TargetId is not { } target || (uint)target < (uint)units.Length);
                Assert.True(alive || units[unit].TargetId is null);
            }
        });
        Assert.Subset(new HashSet<string>(["health", "shield", "energy", "cooldown"]), seen);
        Assert.Contains("cooldown", seen);
        Assert.Equal(map == "MMM", seen.Contains("energy"));
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Events_add_up_to_what_units_lost_in_a_step_and_name_who_killed(string map)
    {
        IEnvironmentBatch batch = BuiltIns[$"battle/{map}"].Create(null, 1);
        HashSet<string> kinds = [];
        for (ulong seed = 0; seed < 5; seed++)
        {
            batch.Reset(0, seed);
            FrameItem[] before = UnitsOf(batch.Draw(0)!);
            RandomPlay.Play(batch, seed, int.MaxValue, _ =>
            {
                Frame frame = batch.Draw(0)!;
                FrameItem[] after = UnitsOf(frame);
                kinds.UnionWith(frame.Events.Select(happened => happened.Kind));
                for (int unit = 0; unit < after.Length; unit++)
                {
                    double given = Sum(frame, FrameEvents.Hit, unit) - Sum(frame, FrameEvents.Heal, unit);
                    double lost = VitalityOf(before[unit]) - VitalityOf(after[unit]);
                    UnitType type = UnitTypes.Of(BattleProfile.Sc2)[after[unit].Kind];
                    double mostBack = new BattleMapSettings().StepMul * (type.HealthPerTick + type.ShieldPerTick);
                    Assert.InRange(given - lost, -1e-9, mostBack + 1e-9);
                    int kills = frame.Events.Count(happened => happened.Kind == FrameEvents.Kill && happened.Target == unit);
                    Assert.Equal(after[unit].Down && !before[unit].Down ? 1 : 0, kills);
                }

                before = after;
            });
        }

        Assert.Superset(new HashSet<string>([FrameEvents.Hit]), kinds);
        Assert.True(kinds.IsSubsetOf([FrameEvents.Hit, FrameEvents.Heal, FrameEvents.Kill]));
        Assert.Equal(map == "MMM", kinds.Contains(FrameEvents.Heal));
    }

    [Fact]
    public void A_hit_that_kills_is_followed_by_the_kill()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 10, 16)], [Unit("marine", 12, 16)]);
        arena.Forces.Health[arena.Enemy] = 4;
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.World.Events.Show();
        arena.Ticks(1);
        Assert.Equal([new FrameEvent("hit", 0, 1, 4), new FrameEvent("kill", 0, 1)], arena.World.Events.Show());
        arena.Ticks(1);
        Assert.Empty(arena.World.Events.Show());
    }

    [Fact]
    public void One_that_blows_itself_up_is_killed_by_nobody_and_hits_those_around_it()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("baneling", 9, 16)], [Unit("zealot", 10, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.World.Events.Show();
        arena.Ticks(1);
        double lost = 50 - arena.Forces.Shield[arena.Enemy];
        Assert.Equal(
            [new FrameEvent("hit", null, 0, 30), new FrameEvent("kill", null, 0), new FrameEvent("hit", 0, 1, lost)],
            arena.World.Events.Show());
    }

    [Fact]
    public void Healing_is_one_event_a_step()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 9, 16), Unit("medivac", 10, 16)], [Unit("marine", 25, 16)], ticksPerStep: 8);
        int medivac = arena.AgentAt(10);
        arena.Forces.Health[1 - medivac] = 10;
        arena.Forces.Orders[medivac] = UnitOrder.Heal(1 - medivac);
        arena.World.Events.Show();
        arena.Ticks(1);
        FrameEvent heal = Assert.Single(arena.World.Events.Show());
        Assert.Equal(("heal", medivac, 1 - medivac), (heal.Kind, heal.Actor, heal.Target));
        Assert.Equal(arena.Forces.Health[1 - medivac] - 10, heal.Amount, 1e-9);
    }

    [Fact]
    public void Nothing_is_kept_before_a_picture_is_asked_for()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 10, 16)], [Unit("marine", 12, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(1);
        Assert.True(arena.Forces.Health[arena.Enemy] < 45);
        Assert.False(arena.World.Events.IsKept);
        Assert.Empty(arena.World.Events.Show());
    }

    [Fact]
    public void Agents_with_cones_show_where_they_look()
    {
        IEnvironmentBatch batch = BuiltIns["battle/v2/terran_5_vs_5"].Create(new SmacV2Settings { NUnits = 5, NEnemies = 5, ConicFov = true }, 1);
        int north = batch.Spec.Actions.Names.ToList().IndexOf("face 90 degrees");
        batch.Reset(0, 1);
        Assert.All(UnitsOf(batch.Draw(0)!), item => Assert.Equal(item.Agent is null ? null : 0, item.Facing));
        batch.Step(north, 1, 1, 1, 1);
        FrameItem[] units = UnitsOf(batch.Draw(0)!);
        Assert.Equal((1.5 * Math.PI, Math.PI / 6), (units[0].Facing!.Value, units[0].Cone!.Value));
        Assert.Equal(0, units[1].Facing);
    }

    private static FrameItem[] UnitsOf(Frame frame) => [.. frame.Items.Where(item => item.Entity is not null)];

    private static double VitalityOf(FrameItem unit) => unit.Bars.Where(bar => bar.Name is "health" or "shield").Sum(bar => bar.Value);

    private static double Sum(Frame frame, string kind, int target) =>
        frame.Events.Where(happened => happened.Kind == kind && happened.Target == target).Sum(happened => happened.Amount);

    private static double ValueOf(Forces forces, int unit, string bar) => bar switch
    {
        "health" => forces.Health[unit],
        "shield" => forces.Shield[unit],
        "energy" => forces.Energy[unit],
        _ => Math.Max(0, forces.Cooldown[unit]),
    };
}
