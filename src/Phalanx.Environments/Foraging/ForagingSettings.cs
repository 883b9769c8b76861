using Phalanx.Settings;

namespace Phalanx.Environments.Foraging;

/// <summary>The settings of <c>lbf/*</c>; what a name says is its default.</summary>
public sealed record ForagingSettings
{
    /// <summary>How many rows and columns the grid has.</summary>
    [Setting("how many rows and columns the grid has", Min = 3, Max = 200)]
    public int Size { get; init; } = 8;

    /// <summary>How many players there are; at most half as many as cells.</summary>
    [Setting("how many players there are", Min = 1, Max = 1000)]
    public int Players { get; init; } = 2;

    /// <summary>How many foods there are, where there is room for them.</summary>
    [Setting("how many foods there are, where there is room for them", Min = 1, Max = 1000)]
    public int Foods { get; init; } = 2;

    /// <summary>How many cells a player sees in each direction; null for the whole grid.</summary>
    [Setting("how many cells a player sees in each direction; empty for the whole grid", Min = 1, Max = 200)]
    public int? Sight { get; init; }

    /// <summary>Whether every food has the highest level, so that a single player never suffices.</summary>
    [Setting("whether every food has the highest level, so that a single player never suffices")]
    public bool Coop { get; init; }

    /// <summary>The lowest level of a player.</summary>
    [Setting("the lowest level of a player", Min = 1, Max = 1000)]
    public int MinPlayerLevel { get; init; } = 1;

    /// <summary>The highest level of a player.</summary>
    [Setting("the highest level of a player", Min = 1, Max = 1000)]
    public int MaxPlayerLevel { get; init; } = 2;

    /// <summary>The lowest level of a food.</summary>
    [Setting("the lowest level of a food", Min = 1, Max = 1000)]
    public int MinFoodLevel { get; init; } = 1;

    /// <summary>The highest level of a food; null for the sum of the three lowest levels of players.</summary>
    [Setting("the highest level of a food; empty for the sum of the three lowest levels of players", Min = 1, Max = 1000)]
    public int? MaxFoodLevel { get; init; }

    /// <summary>After how many steps an episode is cut off.</summary>
    [Setting("after how many steps an episode is cut off", Min = 1, Max = 1_000_000)]
    public int EpisodeLimit { get; init; } = 50;

    /// <summary>Whether rewards are scaled so that those of all foods sum to 1.</summary>
    [Setting("whether rewards are scaled so that those of all foods sum to 1")]
    public bool NormalizeReward { get; init; } = true;

    /// <summary>What each player loses that tries to load a food too heavy for those who try.</summary>
    [Setting("what each player loses that tries to load a food too heavy for those who try", Min = 0)]
    public double Penalty { get; init; }

    /// <summary>Whether actions that would do nothing are not available.</summary>
    [Setting("whether actions that would do nothing are not available")]
    public bool MaskInvalid { get; init; }

    /// <summary>Whether a player that cannot leave its cell keeps others out of it.</summary>
    [Setting("whether a player that cannot leave its cell keeps others out of it")]
    public bool StrictBlocking { get; init; }

    /// <summary>The name whose defaults these are, in the field's manner of naming.</summary>
    internal string Name => $"lbf/{(Sight is { } sight ? $"{sight}s-" : "")}{Size}x{Size}-{Players}p-{Foods}f{(Coop ? "-coop" : "")}";

    /// <summary>Refuses values that are allowed each by itself but not together.</summary>
    internal void ThrowIfContradictory()
    {
        if (Players > Size * Size / 2)
        {
            throw EnvironmentSettings.Error(nameof(Players), Players, $"at most {Size * Size / 2}, half of the cells");
        }

        if (MinPlayerLevel > MaxPlayerLevel)
        {
            throw EnvironmentSettings.Error(nameof(MinPlayerLevel), MinPlayerLevel, $"at most env.max_player_level, {MaxPlayerLevel}");
        }

        if (MinFoodLevel > MaxFoodLevel)
        {
            throw EnvironmentSettings.Error(nameof(MinFoodLevel), MinFoodLevel, $"at most env.max_food_level, {MaxFoodLevel}");
        }
    }
}
