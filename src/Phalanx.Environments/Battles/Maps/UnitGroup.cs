namespace Phalanx.Environments.Battles;

/// <summary>Units that start around one point.</summary>
internal sealed record UnitGroup
{
    /// <summary>The point, from the left.</summary>
    public required double X { get; init; }

    /// <summary>The point, from the bottom.</summary>
    public required double Y { get; init; }

    /// <summary>How many units of which type, in the order in which they are created.</summary>
    public required IReadOnlyList<(UnitType Type, int Count)> Units { get; init; }

    /// <summary>
    /// The types in the order in which they are placed, row after row; the types of <see cref="Units"/> in an order that may differ.
    /// </summary>
    public required IReadOnlyList<UnitType> Placed { get; init; }

    /// <summary>How many units there are.</summary>
    public int Count => Units.Sum(units => units.Count);
}
