namespace Phalanx.Environments.Battles;

/// <summary>The settings of <c>battle/&lt;map&gt;</c>.</summary>
public sealed record BattleMapSettings : BattleSettings;
