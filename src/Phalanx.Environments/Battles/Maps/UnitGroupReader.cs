using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>Reads the groups of units of one side of a map.</summary>
internal sealed class UnitGroupReader(UnitTypes types, Terrain terrain)
{
    /// <summary>
    /// Every unit adds to the observations, the state and the actions of all others, so a battle of more of them could not be learned from anyway.
    /// </summary>
    private const int MostUnits = 128;

    /// <summary>The groups of a side.</summary>
    /// <param name="side">The list.</param>
    /// <param name="ally">Whether it is the team.</param>
    public IReadOnlyList<UnitGroup> Read(DocumentNode side, bool ally)
    {
        List<UnitGroup> groups = [];
        foreach (DocumentNode item in side.Items())
        {
            UnitGroup group = ReadGroup(item);
            ThrowIfTooMany(side, groups.Sum(other => other.Count) + group.Count);
            ThrowIfWithoutRoom(item, group, ally);
            groups.Add(group);
        }

        return groups.Count > 0 ? groups : throw new UserErrorException($"{side.Path}{side.Where} has no units; a side has at least one");
    }

    /// <summary>A point, a list of two numbers.</summary>
    public static (double X, double Y) PointOf(DocumentNode point)
    {
        IReadOnlyList<DocumentNode> axes = point.Items();
        return axes.Count == 2
            ? (axes[0].Number(0, Terrain.Side), axes[1].Number(0, Terrain.Side))
            : throw new UserErrorException($"{point.Path}{point.Where} has {axes.Count} {(axes.Count == 1 ? "number" : "numbers")}; a point has two, from the left and from the bottom");
    }

    /// <summary>Names of types in an order of their own: all of some types, each once.</summary>
    public static IReadOnlyList<UnitType> OrderOf(DocumentNode order, UnitTypes types, IReadOnlyCollection<UnitType> expected)
    {
        UnitType[] given = [.. order.Items().Select(item => types.Find(item.Text(), item.Where))];
        return given.Length == expected.Count && given.ToHashSet().SetEquals(expected)
            ? given
            : throw new UserErrorException($"{order.Path}{order.Where} must name each of {Wording.Listed(expected.Select(type => type.Name))} once");
    }

    private UnitGroup ReadGroup(DocumentNode item)
    {
        item.AllowOnly("at", "units", "placed");
        (double x, double y) = PointOf(item.Required("at"));
        (UnitType Type, int Count)[] units = [.. item.Required("units").Members().Select(member => (types.Find(member.Key, member.Where), member.WholeNumber(1, MostUnits)))];
        if (units.Length == 0)
        {
            throw new UserErrorException($"{item.Path}.units{item.Where} has no units; a group has at least one");
        }

        UnitType[] created = [.. units.Select(unit => unit.Type)];
        return new UnitGroup
        {
            X = x,
            Y = y,
            Units = units,
            Placed = item.Find("placed") is { } placed ? OrderOf(placed, types, created) : created,
        };
    }

    private static void ThrowIfTooMany(DocumentNode side, int count)
    {
        if (count > MostUnits)
        {
            throw new UserErrorException(
                $"{side.Path}{side.Where} has more than {MostUnits} units; there must be fewer, because each adds to the observations and actions of all others");
        }
    }

    private void ThrowIfWithoutRoom(DocumentNode item, UnitGroup group, bool ally)
    {
        UnitType[] placed = new UnitType[group.Count];
        if (!Formation.TryPlace(group, ally, terrain, placed, new double[placed.Length], new double[placed.Length]))
        {
            throw new UserErrorException(
                $"the group of {item.Path}{item.Where} has no room at its point; its {placed.Length} units must stand on the map, and on ground that is not blocked");
        }
    }
}
