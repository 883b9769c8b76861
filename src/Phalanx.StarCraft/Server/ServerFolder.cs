using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// A folder that looks to the game's clients as if the game were installed in it: a starter where they look for the game's program, and files in place of the maps.
/// </summary>
public static class ServerFolder
{
    // By this line a starter is known again.
    private const string Mark = "# Phalanx in place of StarCraft II";

    /// <summary>Where the program stands in the folder.</summary>
    public static string Program { get; } = Path.Combine(
        "Versions",
        string.Create(CultureInfo.InvariantCulture, $"Base{GameVersion.Build}"),
        OperatingSystem.IsMacOS() ? Path.Combine("SC2.app", "Contents", "MacOS", "SC2") : "SC2_x64");

    /// <summary>The maps that are written: those that SMAC and SMACv2 have. Map 5m is none of them.</summary>
    public static IReadOnlyList<string> Maps { get; } = [.. ServedMaps.Names.Where(name => name != "5m")];

    /// <summary>Whether a folder is one of these.</summary>
    public static bool IsOne(string folder)
    {
        string program = Path.Combine(folder, Program);
        return File.Exists(program) && SharedReading.AllOf(program, 64 * 1024) is { } text && text.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Mark)) >= 0;
    }

    /// <summary>Writes the folder. One that was written before is written again.</summary>
    /// <param name="folder">The folder; it must be empty, or be one of these.</param>
    /// <param name="server">The words that start the server, to which the words of clients are added.</param>
    /// <exception cref="UserErrorException">The folder has other things in it, or cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<string> server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (OperatingSystem.IsWindows())
        {
            throw new UserErrorException(
                "programs for StarCraft II start SC2_x64.exe on Windows, which cannot be a starter of this tool; start 'phalanx sc2-server -port 5000' and have them connect to it");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !IsOne(folder))
        {
            throw new UserErrorException(Directory.Exists(Path.Combine(folder, "Versions"))
                ? $"'{folder}' has a StarCraft II in it, which stays as it is; name another folder"
                : $"'{folder}' has other things in it; name a folder that is empty or not there");
        }

        try
        {
            WriteAll(folder, server);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw new UserErrorException($"cannot write '{folder}': {FileFailures.Reason(failure)}", failure);
        }
    }

    private static void WriteAll(string folder, IReadOnlyList<string> server)
    {
        string program = Path.Combine(folder, Program);
        string maps = Path.Combine(folder, "Maps", ServedMaps.Folder);
        foreach (string needed in (string[])[Path.GetDirectoryName(program)!, maps, Path.Combine(folder, "Replays"), Path.Combine(folder, "SC2Data")])
        {
            FileWriting.CreateFolder(needed);
        }

        foreach (string map in Maps)
        {
            AtomicFile.WriteAllText(Path.Combine(maps, map + ServedMaps.Ending), ServedMaps.TextOf(map));
        }

        AtomicFile.WriteAllText(program, Starter(server));
        MakeExecutable(program);
    }

    private static string Starter(IReadOnlyList<string> server)
    {
        // Clients hand on their own environment, which may not have what the one of the installation had.
        string root = Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } place ? $"export DOTNET_ROOT=\"${{DOTNET_ROOT:-{place}}}\"\n" : "";
        return $"#!/bin/sh\n{Mark}: it serves battles by the game's own protocol.\n{root}exec {string.Join(' ', server.Select(Quote))} \"$@\"\n";
    }

    private static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static void MakeExecutable(string program)
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(program, Readable | Executable | UnixFileMode.UserWrite);
        }
    }
}
