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

    /// <summary>
    /// What happened in the step before it, in the order in which it did. An environment may begin to keep it when its first picture is asked for,
    /// so that training pays nothing; to see the events of every step, ask for a picture after the reset too.
    /// </summary>
    public IReadOnlyList<FrameEvent> Events { get; init; } = [];

    /// <summary>What events and targets call an item by: its <see cref="FrameItem.Id"/>, or its place where it has none.</summary>
    /// <param name="place">Its place among <see cref="Items"/>.</param>
    public int IdOf(int place) => Items[place].Id ?? place;
}
