using System.Globalization;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>Which game is played, as it says of itself. Results of different versions do not compare.</summary>
/// <param name="GameVersion">The version, such as <c>4.10.0.75689</c>.</param>
/// <param name="DataVersion">The version of its data.</param>
/// <param name="DataBuild">The build of its data.</param>
/// <param name="BaseBuild">The build of its program.</param>
internal sealed record GameOrigin(string GameVersion, string DataVersion, uint DataBuild, uint BaseBuild)
{
    /// <summary>The same as it is written down with a run.</summary>
    public IReadOnlyDictionary<string, string> Named => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["game_version"] = GameVersion,
        ["data_version"] = DataVersion,
        ["data_build"] = DataBuild.ToString(CultureInfo.InvariantCulture),
        ["base_build"] = BaseBuild.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What the game says of itself.</summary>
    public static GameOrigin Of(ResponsePing ping) => new(ping.GameVersion, ping.DataVersion, ping.DataBuild, ping.BaseBuild);
}
