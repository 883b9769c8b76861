namespace Phalanx.Environments;

/// <summary>What happened in the step that a frame comes after.</summary>
/// <param name="Kind">What it was, in snake_case; <see cref="FrameEvents"/> has the words that viewers know.</param>
/// <param name="Actor">The <see cref="FrameItem.Id"/> of the item that did it; null where none did.</param>
/// <param name="Target">The <see cref="FrameItem.Id"/> of the item that it was done to; null where there is none.</param>
/// <param name="Amount">How much, such as the health that was lost.</param>
public readonly record struct FrameEvent(string Kind, int? Actor, int? Target, double Amount = 0);

/// <summary>The words for events that viewers draw and count.</summary>
public static class FrameEvents
{
    /// <summary>One damaged another.</summary>
    public const string Hit = "hit";

    /// <summary>One healed another.</summary>
    public const string Heal = "heal";

    /// <summary>One killed another.</summary>
    public const string Kill = "kill";

    /// <summary>One caught another.</summary>
    public const string Capture = "capture";

    /// <summary>One brought another to where it belongs.</summary>
    public const string Deliver = "deliver";

    /// <summary>Two ran into each other.</summary>
    public const string Collide = "collide";
}
