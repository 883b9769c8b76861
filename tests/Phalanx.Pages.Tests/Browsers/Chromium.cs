namespace Phalanx.Pages.Tests.Browsers;

/// <summary>Finds the browser of this machine. None is ever downloaded.</summary>
internal static class Chromium
{
    /// <summary>Names a browser's executable, instead of those that are looked for.</summary>
    public const string PathVariable = "PHALANX_CHROMIUM";

    /// <summary>With the value <c>required</c>, a test without a browser fails; otherwise it is skipped.</summary>
    public const string RequirementVariable = "PHALANX_BROWSER";

    /// <summary>What to do where there is none.</summary>
    public const string Missing = $"no Chromium: apt-get install chromium, or {PathVariable}=<path of one>";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];

    /// <summary>The path of the executable; null without one.</summary>
    public static string? Path { get; } = Find(Environment.GetEnvironmentVariable(PathVariable), File.Exists);

    /// <summary>Whether tests must fail without a browser.</summary>
    public static bool Required { get; } = Environment.GetEnvironmentVariable(RequirementVariable) == "required";

    /// <summary>Why a test is skipped; null where it runs, if only to fail for want of a browser.</summary>
    public static string? SkipReason => Path is null && !Required ? Missing : null;

    /// <summary>The first path at which something stands. One that is named is taken alone, so that a wrong name is not passed over.</summary>
    public static string? Find(string? named, Func<string, bool> exists) =>
        (named is { Length: > 0 } ? [named] : Places).FirstOrDefault(exists);
}
