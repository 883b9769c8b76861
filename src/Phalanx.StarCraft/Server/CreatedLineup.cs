using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// Units that a client created, at the places that it gave, or as near as the ground allows. Those of one side that are created one after the other at the same
/// point stand around it.
/// </summary>
internal sealed class CreatedLineup : Lineup
{
    // Right of the last cell and above it is no ground any more.
    private const double Edge = Terrain.Side - 1e-6;

    private readonly CreatedUnit[] _units;
    private readonly Terrain _terrain;

    /// <param name="units">The units, in the order in which they were created.</param>
    /// <param name="terrain">The ground.</param>
    public CreatedLineup(IReadOnlyList<CreatedUnit> units, Terrain terrain)
    {
        _units = [.. units.Where(unit => unit.OfTeam), .. units.Where(unit => !unit.OfTeam)];
        _terrain = terrain;
        Allies = _units.Count(unit => unit.OfTeam);
    }

    /// <inheritdoc/>
    public override int Allies { get; }

    /// <inheritdoc/>
    public override int Enemies => _units.Length - Allies;

    /// <inheritdoc/>
    public override void Deploy(ref RandomStream random, Deployment units)
    {
        for (int unit = 0; unit < _units.Length; unit++)
        {
            (units.Types[unit], units.X[unit], units.Y[unit]) = (_units[unit].Type, _units[unit].X, _units[unit].Y);
        }

        for (int first = 0; first < _units.Length;)
        {
            int end = first + 1;
            while (end < _units.Length && IsBeside(_units[first], _units[end]))
            {
                end++;
            }

            if (end - first > 1)
            {
                StartGroup.Place(units.Slice(first, end - first), (_units[first].X, _units[first].Y), _units[first].OfTeam);
            }

            first = end;
        }

        for (int unit = 0; unit < _units.Length; unit++)
        {
            (units.X[unit], units.Y[unit]) = OnGround(units.Types[unit].Plane, units.X[unit], units.Y[unit]);
        }
    }

    private static bool IsBeside(CreatedUnit one, CreatedUnit other) => one.OfTeam == other.OfTeam && one.X == other.X && one.Y == other.Y;

    private (double X, double Y) OnGround(Plane plane, double x, double y)
    {
        (x, y) = (Math.Clamp(x, 0, Edge), Math.Clamp(y, 0, Edge));
        Footing? footing = plane switch
        {
            Plane.Ground => _terrain.Ground,
            Plane.Colossus => _terrain.Stilts,
            _ => null,
        };
        return footing is null || footing.Holds(x, y) ? (x, y) : NearestCell(footing, x, y);
    }

    private static (double X, double Y) NearestCell(Footing footing, double x, double y)
    {
        (double bestX, double bestY, double best) = (x, y, double.PositiveInfinity);
        for (int cell = 0; cell < Terrain.Side * Terrain.Side; cell++)
        {
            (int column, int row) = (cell % Terrain.Side, cell / Terrain.Side);
            (double dx, double dy) = (column + 0.5 - x, row + 0.5 - y);
            if (footing.Holds(column, row) && (dx * dx) + (dy * dy) < best)
            {
                (bestX, bestY, best) = (column + 0.5, row + 0.5, (dx * dx) + (dy * dy));
            }
        }

        return (bestX, bestY);
    }
}
