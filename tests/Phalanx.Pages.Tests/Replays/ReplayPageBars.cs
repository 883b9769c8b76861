namespace Phalanx.Pages.Tests.Replays;

/// <summary>What a page of a replay may weigh, in bytes.</summary>
internal static class ReplayPageBars
{
    /// <summary>The script and the style. docs/watching.md says what was aimed at, and why it is more.</summary>
    public const int ScriptAndStyle = 68_000;
}
