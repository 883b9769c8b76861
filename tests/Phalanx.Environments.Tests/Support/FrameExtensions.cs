namespace Phalanx.Environments.Tests;

internal static class FrameExtensions
{
    /// <summary>What a picture of one step shows: all that is not down, and agents that are only out of action.</summary>
    public static IReadOnlyList<FrameItem> Shown(this Frame frame) => [.. frame.Items.Where(FrameSvg.IsShown)];
}
