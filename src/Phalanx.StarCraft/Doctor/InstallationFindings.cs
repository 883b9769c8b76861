using Phalanx.Environments.Battles;
using Phalanx.Foundation;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Doctor;

/// <summary>What of the game lies on this machine, and what is missing.</summary>
/// <param name="Found">What was found, a line each.</param>
/// <param name="Missing">What is missing, and what to install where, a sentence each.</param>
/// <param name="Maps">The maps of SMAC that can be played; none where the game cannot be started.</param>
public sealed record InstallationFindings(IReadOnlyList<string> Found, IReadOnlyList<string> Missing, IReadOnlyList<string> Maps)
{
    /// <summary>The maps that SMAC has. Map 5m is none of them.</summary>
    internal static IReadOnlyList<string> MapsOfSmac { get; } = [.. BattleMaps.Names.Where(name => name != "5m")];

    /// <summary>Looks.</summary>
    /// <param name="folder">The folder of the game; empty for the places where it is looked for.</param>
    public static InstallationFindings Look(string folder)
    {
        List<string> found = [];
        List<string> missing = [];
        List<string> maps = [];
        try
        {
            var installation = StarCraftInstallation.Find(folder);
            found.Add($"StarCraft II is in '{installation.Folder}'{(ServerFolder.IsOne(installation.Folder) ? ", which is the server of this tool" : "")}");
            found.Add($"base builds: {string.Join(", ", installation.Builds)}");
            found.Add($"program: '{installation.ProgramOf(installation.VersionOf(""))}'");
            foreach (string map in MapsOfSmac)
            {
                try
                {
                    installation.MapOf(map);
                    maps.Add(map);
                }
                catch (UserErrorException absent)
                {
                    missing.Add(absent.Message);
                }
            }

            found.Add($"maps of SMAC: {maps.Count} of {MapsOfSmac.Count}");
        }
        catch (UserErrorException absent)
        {
            missing.Add(absent.Message);
        }

        return new InstallationFindings(found, missing, maps);
    }
}
