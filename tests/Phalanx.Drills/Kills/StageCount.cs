namespace Phalanx.Drills.Kills;

/// <summary>How often a stage of a run came, and how long it took in all.</summary>
internal readonly record struct StageCount(int Entries, TimeSpan Time);
