using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>
/// The settings of <c>battle/v2/&lt;race&gt;_&lt;n&gt;_vs_&lt;m&gt;</c>; what a name says is its default. Names and defaults are SMACv2's where it
/// has them.
/// </summary>
public sealed record SmacV2Settings : BattleSettings
{
    /// <summary>The most units that a side can have.</summary>
    internal const int MaxUnits = 64;

    /// <summary>Settings with SMACv2's defaults, which are SMAC's but for the reward of enemies who regenerate.</summary>
    public SmacV2Settings() => RewardAbs = false;

    /// <summary>How many agents there are.</summary>
    [Setting("how many agents there are", Min = 1, Max = MaxUnits)]
    public int NUnits { get; init; } = 5;

    /// <summary>How many enemies there are.</summary>
    [Setting("how many enemies there are", Min = 1, Max = MaxUnits)]
    public int NEnemies { get; init; } = 5;

    /// <summary>After how many steps a battle is over.</summary>
    [Setting("after how many steps a battle is over", Min = 1, Max = 1_000_000)]
    public int EpisodeLimit { get; init; } = 200;

    /// <summary>How often the race's first type is drawn: stalker, marine or zergling.</summary>
    [Setting("how often a unit is of the race's first type, against the other weights: stalker, marine or zergling", Min = 0, Max = 1000)]
    public double FirstWeight { get; init; } = 0.45;

    /// <summary>How often the race's second type is drawn: zealot, marauder or hydralisk.</summary>
    [Setting("how often a unit is of the race's second type: zealot, marauder or hydralisk", Min = 0, Max = 1000)]
    public double SecondWeight { get; init; } = 0.45;

    /// <summary>How often the race's third type is drawn: colossus, medivac or baneling.</summary>
    [Setting("how often a unit is of the race's third type: colossus, medivac or baneling", Min = 0, Max = 1000)]
    public double ThirdWeight { get; init; } = 0.1;

    /// <summary>Whether a team of medivacs alone, or of banelings alone, is drawn again.</summary>
    [Setting("whether a team of medivacs alone, or of banelings alone, is drawn again")]
    public bool ExceptionUnitTypes { get; init; } = true;

    /// <summary>How often the sides start as mirror images of each other; otherwise the enemy surrounds the team.</summary>
    [Setting("how often the sides start as mirror images; otherwise the enemy surrounds the team", Min = 0, Max = 1)]
    public double ReflectProbability { get; init; } = 0.5;

    /// <summary>Whether agents see their own place on the map.</summary>
    [Setting("whether agents see their own place on the map")]
    public bool ObsOwnPos { get; init; } = true;

    /// <summary>Whether seeing and choosing attacks go by the ranges of a unit's type instead of 9 and 6 for all.</summary>
    [Setting("whether seeing and choosing attacks go by the ranges of a unit's type instead of 9 and 6 for all")]
    public bool UseUnitRanges { get; init; } = true;

    /// <summary>From how far units of any type may choose to attack, with <see cref="UseUnitRanges"/>.</summary>
    [Setting("from how far units of any type may choose to attack, with use_unit_ranges", Min = 0, Max = Terrain.Side)]
    public double MinAttackRange { get; init; } = 2;

    /// <summary>Whether agents see and attack only in a cone that they turn by actions.</summary>
    [Setting("whether agents see and attack only in a cone, which they turn by actions")]
    public bool ConicFov { get; init; }

    /// <summary>How many directions that cone can have; together they cover all around.</summary>
    [Setting("how many directions the cone can have, with conic_fov; together they cover all around", Min = 2, Max = 72)]
    public int NumFovActions { get; init; } = 12;

    /// <summary>Whether the cone goes by slopes as SMACv2's does, which opens it to other sides as well.</summary>
    [Setting("whether the cone goes by slopes as in SMACv2, which opens it to other sides as well")]
    public bool BugCompatFov { get; init; }

    /// <summary>How often an agent may see an enemy that another agent saw first.</summary>
    [Setting("how often an agent may see an enemy that another agent saw first", Min = 0, Max = 1)]
    public double ProbObsEnemy { get; init; } = 1;

    /// <summary>Whether attacks out of range are unavailable; otherwise they are available and do nothing.</summary>
    [Setting("whether attacks out of range are unavailable; otherwise they are available and do nothing")]
    public bool ActionMask { get; init; } = true;

    /// <summary>What these settings add to the view of SMAC.</summary>
    internal SmacExtras Extras => new()
    {
        OwnPosition = ObsOwnPos,
        FacingActions = ConicFov ? NumFovActions : 0,
        SlopesInsteadOfDirections = BugCompatFov,
        ObserveEnemyProbability = ProbObsEnemy,
        ActionMask = ActionMask,
    };

    /// <summary>How often each type is drawn, in the order of the race's types.</summary>
    internal double[] Weights => [FirstWeight, SecondWeight, ThirdWeight];

    /// <summary>Refuses values that are allowed each by itself but not together.</summary>
    internal void ThrowIfContradictory(SmacV2Race race)
    {
        if (Weights.Sum() == 0)
        {
            throw EnvironmentSettings.Error(nameof(FirstWeight), FirstWeight, "above 0, or one of the other weights must be");
        }

        // Drawing again until it fits takes as many draws as the exception is frequent.
        const int MostFrequent = 99;
        if (ExceptionUnitTypes && race.ThirdIsException && ThirdWeight > MostFrequent * (FirstWeight + SecondWeight))
        {
            throw EnvironmentSettings.Error(
                nameof(ThirdWeight),
                ThirdWeight,
                $"at most {MostFrequent} times the other weights together with env.exception_unit_types, since a team of {race.Types[^1]}s alone is drawn again");
        }
    }
}
