using System.Diagnostics;

namespace Phalanx.Acting.Tests;

/// <summary>This assembly as a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>What it prints, line by line.</summary>
    /// <param name="setting">A setting of the runtime, without the prefix of its variable; null for none.</param>
    /// <param name="value">Its value.</param>
    /// <param name="args">The words of its command line.</param>
    public static string[] Lines(string? setting, string value, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, .. args]) { RedirectStandardOutput = true };
        if (setting is not null)
        {
            start.Environment[$"DOTNET_{setting}"] = value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
    }
}
