namespace Phalanx.Cli.Tests;

/// <summary>A test that asks the system for what Linux alone has: skipped with a sentence elsewhere.</summary>
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the test where it cannot run.</summary>
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "this looks into /proc, which Linux has";
}
