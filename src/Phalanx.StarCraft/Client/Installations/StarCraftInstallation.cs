using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>The game as it lies on this machine.</summary>
/// <param name="folder">The folder that has <c>Versions</c> and <c>Maps</c>.</param>
/// <param name="system">The operating system.</param>
internal sealed class StarCraftInstallation(string folder, GameSystem system)
{
    /// <summary>The variable that programs for the game look at.</summary>
    public const string Variable = "SC2PATH";

    /// <summary>The folder of SMAC's maps, below the game's.</summary>
    public const string MapFolder = "SMAC_Maps";

    private const string Setting = "env.installation";
    private const string MapEnding = ".SC2Map";

    /// <summary>The folder that has <c>Versions</c> and <c>Maps</c>.</summary>
    public string Folder { get; } = folder;

    /// <summary>The base builds that are there, in ascending order.</summary>
    public IReadOnlyList<int> Builds =>
    [
        .. (Directory.Exists(VersionsFolder) ? Directory.EnumerateDirectories(VersionsFolder) : [])
            .Select(path => GameVersion.BuildOf(Path.GetFileName(path))).OfType<int>().Order(),
    ];

    private string VersionsFolder => Path.Combine(Folder, "Versions");

    /// <summary>Finds the game.</summary>
    /// <param name="asked">The folder that the settings name; empty for none.</param>
    /// <param name="variable">The folder that <see cref="Variable"/> names; null or empty for none.</param>
    /// <param name="places">Where it is looked for otherwise.</param>
    /// <param name="system">The operating system.</param>
    /// <exception cref="UserErrorException">It is not there; the sentence says what to install where.</exception>
    public static StarCraftInstallation Find(string asked, string? variable, UsualPlaces places, GameSystem system)
    {
        if (asked.Length > 0)
        {
            return At(asked, system) ?? throw new UserErrorException($"{Setting} is '{asked}', where no StarCraft II is: {Missing(asked)}; {Advice}");
        }

        if (!string.IsNullOrEmpty(variable))
        {
            return At(variable, system) ?? throw new UserErrorException($"{Variable} is '{variable}', where no StarCraft II is: {Missing(variable)}; {Advice}");
        }

        return places.All.Select(place => At(place, system)).FirstOrDefault(found => found is not null)
            ?? throw new UserErrorException(
                $"no StarCraft II was found: {Setting} and {Variable} are empty and {Missing(places.Default)}; install the game there, or name its folder; {Advice}");
    }

    /// <summary>Finds the game on this machine.</summary>
    /// <param name="asked">The folder that the settings name; empty for none.</param>
    /// <exception cref="UserErrorException">It is not there.</exception>
    public static StarCraftInstallation Find(string asked) =>
        Find(asked, Environment.GetEnvironmentVariable(Variable), UsualPlaces.Current, GameSystems.Current);

    /// <summary>The version that is asked for.</summary>
    /// <param name="asked">Its name or base build; empty for the newest that is there.</param>
    /// <exception cref="UserErrorException">It is unknown, too old, or not there.</exception>
    public GameVersion VersionOf(string asked)
    {
        IReadOnlyList<int> builds = Builds;
        GameVersion version = asked.Length == 0
            ? new GameVersion("", builds[^1], null)
            : GameVersion.Find(asked) ?? throw new UserErrorException(
                $"env.version is '{asked}'; it must be empty for the newest one, a base build, or one of {string.Join(", ", GameVersion.Named.Select(known => known.Name))}");
        if (version.BaseBuild < GameVersion.OldestBuild)
        {
            throw new UserErrorException(string.Create(
                CultureInfo.InvariantCulture,
                $"StarCraft II in '{Folder}' would be base build {version.BaseBuild}, which has no API; install 3.16.1 (base build {GameVersion.OldestBuild}) or a later one"));
        }

        return builds.Contains(version.BaseBuild)
            ? version
            : throw new UserErrorException(
                $"version {version.Shown} of StarCraft II is not in '{VersionsFolder}', which has {string.Join(", ", builds.Select(build => $"Base{build}"))}; install it there, or set env.version to one of those");
    }

    /// <summary>The program of a version.</summary>
    /// <exception cref="UserErrorException">It is not there.</exception>
    public string ProgramOf(GameVersion version)
    {
        string path = Path.Combine(VersionsFolder, version.Folder, GameSystems.ProgramOf(system));
        return File.Exists(path) ? path : throw new UserErrorException($"the program '{path}' of StarCraft II is missing; install version {version.Shown} again");
    }

    /// <summary>The file of a map of SMAC.</summary>
    /// <exception cref="UserErrorException">It is not there.</exception>
    public string MapOf(string map)
    {
        string path = Path.Combine(Folder, "Maps", MapFolder, map + MapEnding);
        return File.Exists(path)
            ? path
            : throw new UserErrorException($"the map '{path}' is missing; the maps of SMAC come as SMAC_Maps.zip with its releases: unpack that into '{Path.Combine(Folder, "Maps")}'");
    }

    /// <summary>The folder that a program is started in; null for any.</summary>
    public string? WorkingFolder => system == GameSystem.Windows ? Path.Combine(Folder, "Support64") : null;

    /// <summary>What is to stand before the search path of libraries; null for nothing.</summary>
    public string? Libraries => system == GameSystem.Linux ? $"{Path.Combine(Folder, "Libs")}/" : null;

    /// <summary>The operating system.</summary>
    public GameSystem System => system;

    private static string Advice =>
        "or run 'phalanx sc2-server install <folder>' and give that folder, to play against the simulator behind the game's protocol";

    private static StarCraftInstallation? At(string folder, GameSystem system)
    {
        var installation = new StarCraftInstallation(Path.GetFullPath(folder), system);
        return installation.Builds.Count > 0 ? installation : null;
    }

    private static string Missing(string folder) =>
        Directory.Exists(folder) ? $"'{Path.Combine(folder, "Versions")}' has no folder such as Base75689" : $"there is no folder '{folder}'";
}
