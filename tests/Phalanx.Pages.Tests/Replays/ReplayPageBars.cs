namespace Phalanx.Pages.Tests.Replays;

/// <summary>What a page of a replay may weigh, in bytes.</summary>
internal static class ReplayPageBars
{
    public const int ScriptAndStyle = 60_000;
}
