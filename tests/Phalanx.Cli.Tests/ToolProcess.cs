using System.Diagnostics;
using System.Globalization;

namespace Phalanx.Cli.Tests;

/// <summary>The tool as a process of its own.</summary>
internal static class ToolProcess
{
    /// <summary>Runs the tool to its end.</summary>
    public static CommandLine Run(string arguments, params (string Name, string Value)[] environment) => RunIn(null, arguments, environment);

    /// <summary>Runs the tool to its end in a working folder.</summary>
    public static CommandLine RunIn(string? folder, string arguments, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, folder, environment: environment);
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new CommandLine(process.ExitCode, output, error);
    }

    /// <summary>
    /// Starts the tool as a terminal would: it hears every signal, also where the tests themselves run in the background and ignore some.
    /// </summary>
    /// <param name="arguments">What the tool is told.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="starter">Options of the program <c>env</c>, and perhaps another program that starts the tool.</param>
    /// <param name="environment">Variables that it has beside those of the tests.</param>
    public static Process Start(
        string arguments, string? folder = null, string starter = "--default-signal=INT,HUP,QUIT", params (string Name, string Value)[] environment)
    {
        string tool = $"\"{Path.Combine(AppContext.BaseDirectory, "phalanx.dll")}\" {arguments}";
        var start = OperatingSystem.IsLinux() ? new ProcessStartInfo("env", $"{starter} dotnet {tool}") : new ProcessStartInfo("dotnet", tool);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, folder ?? "");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Sends a process the signal of Ctrl-C.</summary>
    public static void Interrupt(Process process) => Signal(process.Id, "INT");

    /// <summary>Sends a process a signal.</summary>
    public static void Signal(int process, string signal) => Send(process.ToString(CultureInfo.InvariantCulture), signal);

    /// <summary>Sends a signal to a process that leads a group, and to all others of the group.</summary>
    public static void SignalGroup(int leader, string signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(leader, 1); // those would be all processes of the machine
        Send(string.Create(CultureInfo.InvariantCulture, $"-{leader}"), signal);
    }

    // Without the dashes some versions of the program take a group for the option "-1", which means all processes of the machine.
    private static void Send(string whom, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, "--", whom]);
        kill.WaitForExit();
    }
}
