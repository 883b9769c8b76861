using System.ComponentModel;
using System.Diagnostics;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>A drill that mounts disks or makes networks: it needs root, and programs that may not be there.</summary>
internal sealed class RootDrillFactAttribute : FactAttribute
{
    /// <param name="programs">What it needs, each with what to call it with to see whether it works.</param>
    public RootDrillFactAttribute(params string[] programs) => Skip = !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess
        ? "it needs root on Linux"
        : programs.FirstOrDefault(program => !Works(program)) is { } missing ? $"'{missing}' does not work here" : null;

    private static bool Works(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
