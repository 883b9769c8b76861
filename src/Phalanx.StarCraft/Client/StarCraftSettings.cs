using Phalanx.Environments.Battles;
using Phalanx.Settings;

namespace Phalanx.StarCraft.Client;

/// <summary>The settings of <c>sc2/&lt;map&gt;</c>: what agents see and are paid, as in <c>battle/&lt;map&gt;</c>, and which game is played.</summary>
public sealed record StarCraftSettings : SmacSettings
{
    /// <summary>The folder of the game.</summary>
    [Setting("the folder of the game, with Versions and Maps in it; empty for SC2PATH, and then for where its installer puts it", ChangesResults = false)]
    public string Installation { get; init; } = "";

    /// <summary>The version of the game.</summary>
    [Setting("the version of the game, such as 4.10 or a base build; empty for the newest that is installed")]
    public string Version { get; init; } = "";

    /// <summary>How strong the game plays the enemy.</summary>
    [Setting("how strong the game plays the enemy")]
    public StarCraftDifficulty Difficulty { get; init; } = StarCraftDifficulty.VeryHard;

    /// <summary>The seed that the games are created with, the first with this one; null lets each game draw its own.</summary>
    [Setting("the seed that games are created with: this one, the next one, and so on; null lets each draw its own", Min = 0)]
    public int? Seed { get; init; }

    /// <summary>How many games there can be at once.</summary>
    [Setting("how many games there can be at once; each takes a gigabyte or two, and a core while it plays", Min = 1, Max = 256, ChangesResults = false)]
    public int Games { get; init; } = 8;

    /// <summary>Seconds that an answer of a game is waited for.</summary>
    [Setting("seconds that an answer of a game is waited for before it counts as hung", Above = 0, Max = 86400, ChangesResults = false)]
    public double RequestTimeout { get; init; } = 120;

    /// <summary>Seconds that a game may take to start.</summary>
    [Setting("seconds that a game may take to start", Above = 0, Max = 86400, ChangesResults = false)]
    public double LaunchTimeout { get; init; } = 120;

    /// <summary>Where the games' own replays are saved.</summary>
    [Setting("the folder where a game saves its own replay before it ends; empty saves none", ChangesResults = false)]
    public string ReplayDir { get; init; } = "";

    /// <summary>What the names of replays begin with.</summary>
    [Setting("what the names of those replays begin with; empty for the name of the map", ChangesResults = false)]
    public string ReplayPrefix { get; init; } = "";
}

/// <summary>How strong the game plays; the numbers are those of its protocol.</summary>
public enum StarCraftDifficulty
{
    /// <summary>1 in SMAC.</summary>
    VeryEasy = 1,

    /// <summary>2 in SMAC.</summary>
    Easy = 2,

    /// <summary>3 in SMAC.</summary>
    Medium = 3,

    /// <summary>4 in SMAC.</summary>
    MediumHard = 4,

    /// <summary>5 in SMAC.</summary>
    Hard = 5,

    /// <summary>6 in SMAC.</summary>
    Harder = 6,

    /// <summary>7 in SMAC, its default.</summary>
    VeryHard = 7,

    /// <summary>8 in SMAC.</summary>
    CheatVision = 8,

    /// <summary>9 in SMAC.</summary>
    CheatMoney = 9,

    /// <summary>A in SMAC.</summary>
    CheatInsane = 10,
}
