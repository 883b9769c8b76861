using System.Diagnostics;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Commands of the machine.</summary>
internal static class Shell
{
    /// <summary>Runs one, which must work, and returns what it says.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }
}
