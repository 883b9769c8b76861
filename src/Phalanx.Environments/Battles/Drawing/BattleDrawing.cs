using System.Globalization;

namespace Phalanx.Environments.Battles;

/// <summary>Draws a battle: the ground, the units with what is left of them, and who fires at whom.</summary>
internal static class BattleDrawing
{
    public static Frame Draw(Terrain terrain, Forces forces, string caption)
    {
        List<FrameItem> items = [];
        for (int row = 0; row < Terrain.Side; row++)
        {
            for (int column = 0; column < Terrain.Side; column++)
            {
                if (!terrain.IsWalkable(column, row))
                {
                    items.Add(FrameItem.InCell(FrameRole.Obstacle, FrameShape.Square, column, Terrain.Side - 1 - row, size: 1));
                }
            }
        }

        for (int unit = 0; unit < forces.Count; unit++)
        {
            if (forces.IsAlive(unit) && forces.Decisions[unit] is { Acts: true } decision)
            {
                items.Add(new FrameItem(RoleOf(forces, unit), FrameShape.Line, forces.X[unit], Terrain.Side - forces.Y[unit], 0)
                {
                    To = (forces.X[decision.Target], Terrain.Side - forces.Y[decision.Target]),
                });
            }
        }

        for (int unit = 0; unit < forces.Count; unit++)
        {
            if (forces.IsAlive(unit))
            {
                items.Add(DrawUnit(forces, unit));
            }
        }

        return new Frame(Terrain.Side, Terrain.Side, items) { Caption = caption };
    }

    private static FrameItem DrawUnit(Forces forces, int unit)
    {
        UnitType type = forces.Types[unit];
        int number = forces.IsAlly(unit) ? unit : unit - forces.Allies;
        FrameShape shape = type.IsHealer ? FrameShape.Diamond : type.Is(UnitTraits.Structure) ? FrameShape.Square : FrameShape.Disc;
        return new FrameItem(RoleOf(forces, unit), shape, forces.X[unit], Terrain.Side - forces.Y[unit], 2 * type.Radius)
        {
            Label = number.ToString(CultureInfo.InvariantCulture),
            Fill = (forces.Health[unit] + forces.Shield[unit]) / (type.Health + type.Shield),
        };
    }

    private static FrameRole RoleOf(Forces forces, int unit) => forces.IsAlly(unit) ? FrameRole.Agent : FrameRole.Opponent;
}
