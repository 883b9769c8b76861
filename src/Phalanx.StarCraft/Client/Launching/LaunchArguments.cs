using System.Globalization;

namespace Phalanx.StarCraft.Client;

/// <summary>What the program of the game is told when it is started (battles.md, 7.1).</summary>
internal static class LaunchArguments
{
    private const int Width = 640;
    private const int Height = 480;

    /// <summary>The arguments.</summary>
    /// <param name="installation">Where the game lies.</param>
    /// <param name="version">Which version is started.</param>
    /// <param name="port">Where it is to listen.</param>
    /// <param name="temporary">A folder of its own.</param>
    public static IReadOnlyList<string> Of(StarCraftInstallation installation, GameVersion version, int port, string temporary) =>
    [
        "-listen", "127.0.0.1",
        "-port", Number(port),
        "-dataDir", Folder(installation.Folder),
        "-tempDir", Folder(temporary),
        .. version.DataVersion is { } data ? ["-dataVersion", data.ToUpperInvariant()] : Array.Empty<string>(),
        .. installation.System == GameSystem.Linux ? Headless : Window,
    ];

    /// <summary>On Linux there is no window, and nothing is drawn where only units are asked for.</summary>
    private static string[] Headless => ["-headlessNoRender"];

    private static string[] Window => ["-displayMode", "0", "-windowwidth", Number(Width), "-windowheight", Number(Height), "-windowx", "50", "-windowy", "50"];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Folder(string path) => $"{Path.TrimEndingDirectorySeparator(path)}/";
}
