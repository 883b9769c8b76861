using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>The units of a map, which are the same in every episode and start in the same places.</summary>
internal sealed class MapLineup : Lineup
{
    private readonly UnitType[] _types;
    private readonly double[] _x;
    private readonly double[] _y;

    public MapLineup(BattleMap map)
    {
        (Allies, Enemies) = (map.AllyCount, map.EnemyCount);
        (_types, _x, _y) = (new UnitType[Allies + Enemies], new double[Allies + Enemies], new double[Allies + Enemies]);
        int next = 0;
        foreach (UnitGroup group in map.Allies)
        {
            next = Add(group, ally: true, map.Terrain, next);
        }

        foreach (UnitGroup group in map.Enemies)
        {
            next = Add(group, ally: false, map.Terrain, next);
        }
    }

    /// <inheritdoc/>
    public override int Allies { get; }

    /// <inheritdoc/>
    public override int Enemies { get; }

    /// <inheritdoc/>
    public override void Deploy(ref RandomStream random, Deployment units)
    {
        _types.CopyTo(units.Types);
        _x.CopyTo(units.X);
        _y.CopyTo(units.Y);
    }

    /// <summary>Places a group and brings its units from the order of places into that in which they are created.</summary>
    private int Add(UnitGroup group, bool ally, Terrain terrain, int next)
    {
        UnitType[] types = new UnitType[group.Count];
        double[] x = new double[types.Length];
        double[] y = new double[types.Length];
        if (!Formation.TryPlace(group, ally, terrain, types, x, y))
        {
            throw new ArgumentException($"There is no room for the group at ({group.X}, {group.Y}).");
        }

        foreach ((UnitType type, _) in group.Units)
        {
            for (int unit = 0; unit < types.Length; unit++)
            {
                if (types[unit] == type)
                {
                    (_types[next], _x[next], _y[next]) = (type, x[unit], y[unit]);
                    next++;
                }
            }
        }

        return next;
    }
}
