using System.Globalization;

namespace Phalanx.StarCraft.Client;

/// <summary>A version of the game that can be asked for.</summary>
/// <param name="Name">What it is called, such as <c>4.10</c>; empty for one that is known by its base build alone.</param>
/// <param name="BaseBuild">The build whose folder has its program.</param>
/// <param name="DataVersion">Which data it plays with; null for those that lie there.</param>
internal sealed record GameVersion(string Name, int BaseBuild, string? DataVersion)
{
    /// <summary>The first base build that has the API.</summary>
    public const int OldestBuild = 55958;

    /// <summary>Those that are known by name. SMAC's papers used 4.6.2, those of SMACv2 4.10 (battles.md, 7.1).</summary>
    public static IReadOnlyList<GameVersion> Named { get; } =
    [
        new("3.16.1", OldestBuild, "5BD7C31B44525DAB46E64C4602A81DC2"),
        new("4.1.2", 60321, "33D9FE28909573253B7FC352CE7AEA40"),
        new("4.6.2", 69232, "B3E14058F1083913B80C20993AC965DB"),
        new("4.7.1", 70154, "94596A85191583AD2EBFAE28C5D532DB"),
        new("4.10", 75689, "B89B5D6FA7CBF6452E721311BFBC6CB2"),
        new("4.10.1", 75800, "DDFFF9EC4A171459A4F371C6CC189554"),
    ];

    /// <summary>The name of its folder.</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"Base{BaseBuild}");

    /// <summary>What it is called in sentences.</summary>
    public string Shown => Name.Length > 0 ? $"{Name} ({Folder})" : Folder;

    /// <summary>The base build of a folder; null where the folder is not that of a version.</summary>
    public static int? BuildOf(string folder) =>
        folder.StartsWith("Base", StringComparison.Ordinal) && int.TryParse(folder.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int build)
            ? build
            : null;

    /// <summary>The version of a name, or of a base build; null where there is none.</summary>
    public static GameVersion? Find(string name) => Named.FirstOrDefault(version => version.Name == name)
        ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int build) ? new GameVersion("", build, null) : null);
}
