using System.Diagnostics;
using System.Text;

namespace Phalanx.Native.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>What the program printed. It must end with exit code 0.</summary>
    public static string Run(string program, IEnumerable<string> arguments, string input = "")
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using Process process = Process.Start(start)!;
        StringBuilder printed = new();
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end: {printed}");
        }

        process.WaitForExit();
        string text = printed.ToString();
        Assert.True(process.ExitCode == 0, $"{program} ended with exit code {process.ExitCode}: {text}");
        return text;

        void Add(string? line)
        {
            if (line is not null)
            {
                lock (printed)
                {
                    printed.Append(line).Append('\n');
                }
            }
        }
    }

    /// <summary>The first of these programs that stands in a folder of the path.</summary>
    public static string? Find(params ReadOnlySpan<string> programs)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (string program in programs)
        {
            if (folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
