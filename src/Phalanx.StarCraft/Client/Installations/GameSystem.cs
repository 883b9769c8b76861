namespace Phalanx.StarCraft.Client;

/// <summary>The operating systems that there is a game for.</summary>
internal enum GameSystem
{
    Linux,
    Windows,
    MacOs,
}

/// <summary>What is called otherwise on each of them.</summary>
internal static class GameSystems
{
    /// <summary>The one that this process runs on.</summary>
    public static GameSystem Current => OperatingSystem.IsWindows() ? GameSystem.Windows : OperatingSystem.IsMacOS() ? GameSystem.MacOs : GameSystem.Linux;

    /// <summary>Where the program lies in the folder of a version.</summary>
    public static string ProgramOf(GameSystem system) => system switch
    {
        GameSystem.Windows => "SC2_x64.exe",
        GameSystem.MacOs => "SC2.app/Contents/MacOS/SC2",
        _ => "SC2_x64",
    };

    /// <summary>How many folders lie between the program and the folder of the installation, both of them counted.</summary>
    public static int DepthOf(GameSystem system) => system == GameSystem.MacOs ? 6 : 3;
}
