using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>Reads a map. The format is described in <c>docs/environments/battle-maps.md</c>.</summary>
internal static class BattleMapReader
{
    private const int LongestEpisode = 100_000;
    private const string Hold = "hold";
    private const string Chase = "chase";
    private const string AttackMove = "attack_move";

    /// <summary>Reads a map.</summary>
    /// <param name="map">The document.</param>
    /// <param name="name">What the map is called.</param>
    /// <param name="profile">Whose numbers units have.</param>
    public static BattleMap Read(DocumentNode map, string name, BattleProfile profile)
    {
        map.AllowOnly("summary", "limit", "terrain", "units", "allies", "enemies", "order", "ally_types", "enemy_types");
        int limit = map.Required("limit").WholeNumber(1, LongestEpisode);
        UnitTypes types = UnitTypes.Of(profile);
        if (map.Find("units") is { } definitions)
        {
            types = types.With(definitions);
        }

        Terrain terrain = TerrainReader.Read(map.Required("terrain"), name, profile);
        UnitGroupReader groups = new(types, terrain);
        IReadOnlyList<UnitGroup> allies = groups.Read(map.Required("allies"), ally: true);
        IReadOnlyList<UnitGroup> enemies = groups.Read(map.Required("enemies"), ally: false);
        IReadOnlyList<UnitType> allyTypes = TypesOf(map, "ally_types", types, allies);
        IReadOnlyList<UnitType> enemyTypes = TypesOf(map, "enemy_types", types, enemies);
        var battle = new BattleMap
        {
            Name = name,
            Summary = map.Find("summary")?.Text() ?? "a battle out of a file",
            EpisodeLimit = limit,
            Terrain = terrain,
            Allies = allies,
            Enemies = enemies,
            Order = OrderOf(map.Required("order"), terrain),
            AllyTypes = allyTypes,
            EnemyTypes = enemyTypes,
            TypeBits = TypeBitsOf(allyTypes.Count, enemyTypes.Count),
        };
        ThrowIfStuckTogether(map, battle);
        return battle;
    }

    /// <summary>Refuses units that cannot move and stand in one place: all others are pushed apart at the start.</summary>
    private static void ThrowIfStuckTogether(DocumentNode document, BattleMap map)
    {
        var lineup = new MapLineup(map);
        int count = lineup.Allies + lineup.Enemies;
        (UnitType[] types, double[] x, double[] y) = (new UnitType[count], new double[count], new double[count]);
        RandomStream none = default;
        lineup.Deploy(ref none, new Deployment(types, x, y));
        int[] rooted = [.. Enumerable.Range(0, count).Where(unit => types[unit].Speed == 0)];
        foreach (int one in rooted)
        {
            foreach (int other in rooted.Where(other => other > one && types[other].Plane == types[one].Plane))
            {
                (double dx, double dy) = (x[other] - x[one], y[other] - y[one]);
                if (Math.Sqrt((dx * dx) + (dy * dy)) < types[one].Separation + types[other].Separation - Collisions.Tolerance)
                {
                    throw new UserErrorException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"the units {types[one].Name} and {types[other].Name}{document.Where} start in one place at ({x[one]:0.##}, {y[one]:0.##}) and cannot move; put them apart"));
                }
            }
        }
    }

    /// <summary>As in SMAC, types are shown when one of the sides has several.</summary>
    private static int TypeBitsOf(int allies, int enemies) => Math.Max(allies, enemies) is > 1 and int types ? types : 0;

    private static IReadOnlyList<UnitType> TypesOf(DocumentNode map, string key, UnitTypes types, IReadOnlyList<UnitGroup> groups)
    {
        UnitType[] created = [.. groups.SelectMany(group => group.Units).Select(units => units.Type).Distinct()];
        return map.Find(key) is { } order ? UnitGroupReader.OrderOf(order, types, created) : created;
    }

    private static EnemyOrder OrderOf(DocumentNode order, Terrain terrain)
    {
        if (order.IsGroup)
        {
            order.AllowOnly(AttackMove);
            return AttackMoveOf(order.Required(AttackMove), terrain);
        }

        return order.IsText ? order.Text() switch
        {
            Hold => new EnemyOrder.Hold(),
            Chase => new EnemyOrder.Chase(),
            _ => throw NoOrder(order),
        } : throw NoOrder(order);
    }

    private static EnemyOrder.AttackMove AttackMoveOf(DocumentNode goal, Terrain terrain)
    {
        if (!goal.IsGroup)
        {
            (double x, double y) = GoalOf(goal, terrain);
            return new EnemyOrder.AttackMove(x, y, x, y);
        }

        goal.AllowOnly("from", "to");
        (double fromX, double fromY) = GoalOf(goal.Required("from"), terrain);
        (double toX, double toY) = GoalOf(goal.Required("to"), terrain);
        return new EnemyOrder.AttackMove(fromX, fromY, toX, toY);
    }

    private static (double X, double Y) GoalOf(DocumentNode point, Terrain terrain)
    {
        (double x, double y) = UnitGroupReader.PointOf(point);
        return terrain.IsWalkable((int)x, (int)y) ? (x, y) : throw new UserErrorException($"{point.Path}{point.Where} leads to blocked ground");
    }

    private static UserErrorException NoOrder(DocumentNode order) => order.MustBe($"{Hold}, {Chase}, or {AttackMove} with a point");
}
