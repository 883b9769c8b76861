namespace Phalanx.Packages.Tests;

/// <summary>Whether packages are tested here.</summary>
internal static class Packaging
{
    /// <summary>The category of all tests that pack and install.</summary>
    public const string Category = "Packaging";

    private const string Variable = "PHALANX_PACKAGING";
    private const string Required = "required";

    /// <summary>Why such tests are skipped; null where they run.</summary>
    public static string? SkipReason { get; } = Environment.GetEnvironmentVariable(Variable) == Required
        ? null
        : $"packs and installs packages, which takes minutes: set {Variable}={Required}, as .ci/run does";
}
