using Phalanx.Environments;

namespace Phalanx.Learning.Recording;

/// <summary>What is on the board in an episode, and the words of its frames.</summary>
public sealed record EpisodeCast
{
    /// <summary>The board.</summary>
    public required RecordedBoard Board { get; init; }

    /// <summary>Everything that is on the board at some time, in the order of appearance; later ones lie above earlier ones.</summary>
    public IReadOnlyList<CastItem> Items { get => field ?? []; init; }

    /// <summary>The labels and captions of the frames; the first is empty.</summary>
    public IReadOnlyList<string> Strings { get => field ?? []; init; }

    /// <summary>The kinds of events.</summary>
    public IReadOnlyList<string> EventKinds { get => field ?? []; init; }
}

/// <summary>The board of an episode, as its first frame shows it.</summary>
/// <param name="Width">Its width, in the environment's units.</param>
/// <param name="Height">Its height.</param>
/// <param name="Grid">Whether it consists of cells of size 1.</param>
/// <param name="Grain">The length that places are counted in.</param>
public sealed record RecordedBoard(double Width, double Height, bool Grid, double Grain);

/// <summary>What does not change of an item, and what it is like when it appears.</summary>
public sealed record CastItem
{
    /// <summary>What it is to the team when it appears.</summary>
    public required FrameRole Role { get; init; }

    /// <summary>Its outline when it appears.</summary>
    public required FrameShape Shape { get; init; }

    /// <summary>How wide it is when it appears.</summary>
    public required float Size { get; init; }

    /// <summary>What it is labelled with when it appears: a place among the strings.</summary>
    public int Label { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public string Kind { get => field ?? ""; init; }

    /// <summary>The agent that it is.</summary>
    public int? Agent { get; init; }

    /// <summary>Its row among the entities.</summary>
    public int? Entity { get; init; }

    /// <summary>How far it sees.</summary>
    public double? Sight { get; init; }

    /// <summary>How far it acts.</summary>
    public double? Reach { get; init; }

    /// <summary>How wide it sees around where it looks, in radians.</summary>
    public double? Cone { get; init; }

    /// <summary>Its bars, each with the most that it ever could hold. A bar without a name is the share that <see cref="FrameItem.Fill"/> is.</summary>
    public IReadOnlyList<CastBar> Bars { get => field ?? []; init; }
}

/// <summary>A bar of an item.</summary>
/// <param name="Name">Its name; empty for a share.</param>
/// <param name="Max">The most that it can hold.</param>
public sealed record CastBar(string Name, double Max);

/// <summary>Something that happened in an episode.</summary>
/// <param name="Step">The frame that shows it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Actor">The item of the cast that did it; null where none did.</param>
/// <param name="Target">The item that it was done to; null where there is none.</param>
/// <param name="Amount">How much, to the nearest 1/1024.</param>
public readonly record struct RecordedEvent(int Step, string Kind, int? Actor, int? Target, double Amount);
