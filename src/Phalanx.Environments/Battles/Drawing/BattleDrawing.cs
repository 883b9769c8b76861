using System.Globalization;

namespace Phalanx.Environments.Battles;

/// <summary>
/// Draws a battle: the ground, and the units with what is left of them, what they see and reach, and whom they attack or heal. A unit's id is its
/// number among all units; those of the cells that cannot be walked on come after. The dead stay in the list where they fell.
/// </summary>
internal sealed class BattleDrawing(BattleRules rules)
{
    // The ground is the same in every picture of a batch.
    private readonly Lazy<FrameItem[]> _ground = new(() => GroundOf(rules.Plan));

    /// <summary>A picture of a battle.</summary>
    /// <param name="forces">Its units.</param>
    /// <param name="events">What happened in the step before it.</param>
    /// <param name="caption">What stands below.</param>
    /// <param name="cones">Where agents look; null where they see all around.</param>
    public Frame Draw(Forces forces, IReadOnlyList<FrameEvent> events, string caption, FieldOfView? cones = null)
    {
        FrameItem[] ground = _ground.Value;
        var items = new FrameItem[ground.Length + forces.Count];
        ground.CopyTo(items, 0);
        for (int unit = 0; unit < forces.Count; unit++)
        {
            FrameItem item = DrawUnit(forces, unit);
            items[ground.Length + unit] = cones is not null && forces.IsAlly(unit)
                ? item with { Facing = ClockwiseFrom(cones.AngleOf(unit)), Cone = cones.Cone }
                : item;
        }

        return new Frame(Terrain.Side, Terrain.Side, items) { Caption = caption, Events = events };
    }

    private static FrameItem[] GroundOf(BattlePlan plan)
    {
        Terrain terrain = plan.Scenario.Terrain;
        int units = plan.Lineup.Allies + plan.Lineup.Enemies;
        List<FrameItem> items = [];
        for (int row = 0; row < Terrain.Side; row++)
        {
            for (int column = 0; column < Terrain.Side; column++)
            {
                if (!terrain.IsWalkable(column, row))
                {
                    int cell = (row * Terrain.Side) + column;
                    FrameItem item = FrameItem.InCell(FrameRole.Obstacle, FrameShape.Square, column, Terrain.Side - 1 - row, size: 1);
                    items.Add(item with { Id = units + cell, Kind = "cliff" });
                }
            }
        }

        return [.. items];
    }

    private FrameItem DrawUnit(Forces forces, int unit)
    {
        UnitType type = forces.Types[unit];
        (bool ally, bool alive) = (forces.IsAlly(unit), forces.IsAlive(unit));
        int number = ally ? unit : unit - forces.Allies;
        FrameShape shape = type.IsHealer ? FrameShape.Diamond : type.Is(UnitTraits.Structure) ? FrameShape.Square : FrameShape.Disc;
        (double? sight, double? reach) = RangesOf(type, ally);
        return new FrameItem(ally ? FrameRole.Agent : FrameRole.Opponent, shape, forces.X[unit], Terrain.Side - forces.Y[unit], 2 * type.Radius)
        {
            Label = number.ToString(CultureInfo.InvariantCulture),
            Fill = alive ? Math.Min(1, (forces.Health[unit] + forces.Shield[unit]) / (type.Health + type.Shield)) : 0,
            Id = unit,
            Agent = ally ? unit : null,
            Entity = unit,
            Kind = type.Name,
            Bars = BarsOf(forces, unit, alive),
            Sight = sight,
            Reach = reach,
            TargetId = alive && forces.Decisions[unit] is { Acts: true } decision ? decision.Target : null,
            Down = !alive,
        };
    }

    /// <summary>What a unit has and how much of it; the dead have nothing.</summary>
    private List<FrameBar> BarsOf(Forces forces, int unit, bool alive)
    {
        UnitType type = forces.Types[unit];
        List<FrameBar> bars = [Bar("health", forces.Health[unit], type.Health)];
        if (type.Shield > 0)
        {
            bars.Add(Bar("shield", forces.Shield[unit], type.Shield));
        }

        if (type.Healing is { EnergyMax: > 0 } healing)
        {
            bars.Add(Bar("energy", forces.Energy[unit], healing.EnergyMax));
        }

        if (type.Weapon is { } weapon)
        {
            // Below 0 is what is carried over to the next attack.
            bars.Add(Bar("cooldown", Math.Max(0, forces.Cooldown[unit]), Combat.LongestWait(rules, weapon)));
        }

        return bars;

        // Sums of small parts may be off by a rounding.
        FrameBar Bar(string name, double value, double max) => new(name, alive ? Math.Min(value, max) : 0, max);
    }

    /// <summary>
    /// What a unit sees and reaches from its centre. Of agents it is what their team is told: how far they see, and how far their attacks may be
    /// chosen. Of enemies it is what the simulation has them do: how far they look for targets, and how far their weapons reach, to the target's edge.
    /// </summary>
    private (double? Sight, double? Reach) RangesOf(UnitType type, bool ally)
    {
        if (ally)
        {
            (double shoot, double sight) = rules.Plan.RangesOf(type);
            return (sight, shoot);
        }

        double scan = type.Scan + (rules.ScansFromEdges ? type.Radius : 0);
        return (rules.Script == EnemyScript.Smax ? type.Sight : scan, (type.Weapon?.Range ?? type.Healing?.Range) + type.Radius);
    }

    /// <summary>An angle of the battle, whose y runs upwards, on the board, whose y runs downwards.</summary>
    private static double ClockwiseFrom(double angle) => angle > 0 ? (2 * Math.PI) - angle : 0;
}
