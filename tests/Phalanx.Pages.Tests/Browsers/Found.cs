namespace Phalanx.Pages.Tests.Browsers;

/// <summary>What a look at a page found.</summary>
internal static class Found
{
    /// <summary>Asserts that it is nothing, and otherwise says all of it.</summary>
    public static void Nothing(IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
