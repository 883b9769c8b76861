namespace Phalanx.Environments;

/// <summary>
/// A picture of an environment at one step: a board and the items on it, in the environment's own units. It says what there is and not
/// how it looks; <see cref="FrameSvg"/> draws it, <see cref="FrameText"/> prints it, and a replay viewer plays a sequence of them.
/// </summary>
/// <param name="Width">Width of the board; x runs from 0 to it, to the right.</param>
/// <param name="Height">Height of the board; y runs from 0 to it, downwards.</param>
/// <param name="Items">What is on it. Later ones lie above earlier ones.</param>
public sealed record Frame(double Width, double Height, IReadOnlyList<FrameItem> Items)
{
    /// <summary>Whether the board consists of cells of size 1.</summary>
    public bool Grid { get; init; }

    /// <summary>What happens, in a few words; empty when the picture says it all.</summary>
    public string Caption { get; init; } = "";

    /// <summary>What happened in the step before it, in the order in which it did.</summary>
    public IReadOnlyList<FrameEvent> Events { get; init; } = [];
}
