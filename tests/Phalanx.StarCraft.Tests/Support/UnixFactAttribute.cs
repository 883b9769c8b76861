namespace Phalanx.StarCraft.Tests;

/// <summary>A test in which a shell script stands in for the game.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "there is no shell" : null;
}

/// <summary>The same with cases.</summary>
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "there is no shell" : null;
}
