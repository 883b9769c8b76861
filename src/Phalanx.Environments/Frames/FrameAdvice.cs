namespace Phalanx.Environments;

/// <summary>
/// What to say of pictures that make large records. A record tells of an item only where it changes, and knows an item without an
/// <see cref="FrameItem.Id"/> by its place in the list: when one goes, all behind it are others.
/// </summary>
public static class FrameAdvice
{
    /// <summary>So many items without an Id that change from one picture to the next are told of.</summary>
    public const int ManyChanges = 200;

    /// <summary>The advice, where there is any.</summary>
    /// <param name="changed">How many items without an Id changed at once.</param>
    /// <returns>A sentence without a subject or full stop; null where there is nothing to say.</returns>
    public static string? For(int changed) => changed < ManyChanges ? null
        : $"{changed} items without an Id changed from one picture to the next; give each thing an Id that it keeps (FrameItem.Id), or records of it are large";
}
