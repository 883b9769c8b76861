using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>The settings of <c>battle/file</c>.</summary>
public sealed record BattleFileSettings : BattleSettings
{
    /// <summary>The file of the map.</summary>
    [Setting("the map, a file in YAML", NamesFile = true)]
    public string Map { get; init; } = "";
}
