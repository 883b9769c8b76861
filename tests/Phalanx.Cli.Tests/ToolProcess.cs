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
        using Process process = Start(arguments, folder, environment);
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new CommandLine(process.ExitCode, output, error);
    }

    /// <summary>Starts the tool.</summary>
    public static Process Start(string arguments, params (string Name, string Value)[] environment) => Start(arguments, null, environment);

    /// <summary>
    /// Starts the tool as a terminal would: it hears every signal, also where the tests themselves run in the background and ignore some.
    /// </summary>
    /// <param name="arguments">What the tool is told.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Options of the program <c>env</c>, and perhaps another program that starts the tool.</param>
    public static Process StartWithSignals(string arguments, string? folder = null, string environment = "--default-signal=INT,HUP,QUIT")
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "phalanx.dll");
        return Process.Start(new ProcessStartInfo("env", $"{environment} dotnet \"{tool}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        })!;
    }

    private static Process Start(string arguments, string? folder, (string Name, string Value)[] environment)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "phalanx.dll");
        var start = new ProcessStartInfo("dotnet", $"\"{tool}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Sends a process the signal of Ctrl-C.</summary>
    public static void Interrupt(Process process) => Signal(process.Id, "INT");

    /// <summary>Sends a process a signal.</summary>
    public static void Signal(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
