using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>The version of the game that the server gives itself out for: the one whose numbers the battles have.</summary>
internal static class GameVersion
{
    /// <summary>What it is called.</summary>
    public const string Name = "4.10.0.75689";

    /// <summary>The number of its build, which its folder is named after.</summary>
    public const uint Build = 75689;

    /// <summary>The checksum of its unit and ability tables.</summary>
    public const string Tables = "B89B5D6FA7CBF6452E721311BFBC6CB2";

    /// <summary>What a client is told who asks.</summary>
    public static ResponsePing Ping() => new() { GameVersion = Name, DataVersion = Tables, DataBuild = Build, BaseBuild = Build };
}
