using System.Diagnostics;
using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.External;

/// <summary>Processes of this machine, by their command lines. A system that does not tell them has none.</summary>
internal static class RunningPrograms
{
    /// <summary>Those that have a word in their command line.</summary>
    /// <param name="word">The word, which must be one that no other program has, such as a path in a folder of the test's own.</param>
    public static int[] With(string word) => !OperatingSystem.IsLinux()
        ? []
        :
        [
            .. Directory.GetDirectories("/proc").Select(Path.GetFileName).OfType<string>().Where(name => char.IsAsciiDigit(name[0]) && Has(name, word))
                .Select(name => int.Parse(name, CultureInfo.InvariantCulture)),
        ];

    /// <summary>Sends one the signal of Ctrl-C.</summary>
    public static void Interrupt(int process)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(process, 1);
        using var kill = Process.Start("kill", ["-s", "INT", "--", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static bool Has(string process, string word)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Split('\0').Contains(word, StringComparer.Ordinal);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return false; // it has ended in this moment
        }
    }
}
