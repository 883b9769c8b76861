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

    /// <summary>
    /// A number that it keeps within an episode, so that it can be followed from step to step: no other item has it, and it never comes to mean
    /// another thing. Null: its place among the items. So give one to every item, or to none where all items keep their places.
    /// </summary>
    public int? Id { get; init; }

    /// <summary>The agent that it is; null for what is none.</summary>
    public int? Agent { get; init; }

    /// <summary>Its row among the entities that the environment writes; null where it has none.</summary>
    public int? Entity { get; init; }

    /// <summary>What kind of thing it is, in a word: <c>marine</c>, <c>shelf</c>. Empty when its role says it.</summary>
    public string Kind { get => field ?? ""; init; }

    /// <summary>What it has more or less of, such as health and shield. <see cref="Fill"/> is one without a name.</summary>
    public IReadOnlyList<FrameBar> Bars { get => field ?? []; init; }

    /// <summary>
    /// How far it sees from its centre: the radius of a circle, or on a <see cref="Frame.Grid"/> half the side of a square of cells. Null where
    /// that is not told.
    /// </summary>
    public double? Sight { get; init; }

    /// <summary>How far it acts from its centre, such as the range of its weapon; null where that is not told.</summary>
    public double? Reach { get; init; }

    /// <summary>Where it looks, in radians from the right towards the bottom; null where that is not told.</summary>
    public double? Facing { get; init; }

    /// <summary>How wide it sees around <see cref="Facing"/>, in radians; null where it sees to all sides.</summary>
    public double? Cone { get; init; }

    /// <summary>The <see cref="Id"/> of the item that it acts on; null where there is none.</summary>
    public int? TargetId { get; init; }

    /// <summary>
    /// Whether it is dead, captured or frozen and still in the list, so that those who watch see that it went down. Pictures of one step show of those
    /// that are down only an <see cref="FrameRole.IdleAgent"/>, which still stands where it is.
    /// </summary>
    public bool Down { get; init; }

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
