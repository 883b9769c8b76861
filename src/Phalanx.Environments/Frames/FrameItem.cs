namespace Phalanx.Environments;

/// <summary>An item on the board.</summary>
/// <param name="Role">What it is to the team, which decides its colour.</param>
/// <param name="Shape">Its outline.</param>
/// <param name="X">Where its centre is, from the left.</param>
/// <param name="Y">Where its centre is, from the top.</param>
/// <param name="Size">How wide it is: its diameter or side.</param>
public readonly record struct FrameItem(FrameRole Role, FrameShape Shape, double X, double Y, double Size)
{
    /// <summary>A character or two that tell it apart, such as the number of an agent.</summary>
    public string Label { get; init; } = "";

    /// <summary>A share of something that is left, such as health, from 0 to 1; null when it has none.</summary>
    public double? Fill { get; init; }

    /// <summary>Where a <see cref="FrameShape.Line"/> ends; its centre is then where it begins.</summary>
    public (double X, double Y)? To { get; init; }

    /// <summary>What stands in a cell of a grid, its column and row counted from 0.</summary>
    public static FrameItem InCell(FrameRole role, FrameShape shape, int column, int row, string label = "", double size = 0.8) =>
        new(role, shape, column + 0.5, row + 0.5, size) { Label = label };
}

/// <summary>What an item is to the team.</summary>
public enum FrameRole
{
    /// <summary>One of the team.</summary>
    Agent,

    /// <summary>One of the team that is out of action for now.</summary>
    IdleAgent,

    /// <summary>An opponent of the team.</summary>
    Opponent,

    /// <summary>A target of the team: prey, food, a goal.</summary>
    Target,

    /// <summary>A hazard for the team.</summary>
    Hazard,

    /// <summary>An obstacle.</summary>
    Obstacle,

    /// <summary>Part of the place: a marked cell, a shelf, a track.</summary>
    Ground,

    /// <summary>An item that is carried or passed on.</summary>
    Load,
}

/// <summary>An outline.</summary>
public enum FrameShape
{
    /// <summary>A disc.</summary>
    Disc,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square standing on its corner.</summary>
    Diamond,

    /// <summary>A circle without filling.</summary>
    Ring,

    /// <summary>A line to <see cref="FrameItem.To"/>.</summary>
    Line,
}
