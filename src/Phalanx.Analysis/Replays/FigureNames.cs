using Phalanx.Environments;

namespace Phalanx.Analysis.Replays;

/// <summary>The names of statistics of episodes, in snake_case, and what they are for people.</summary>
public static class FigureNames
{
    /// <summary>The sum of the rewards.</summary>
    public const string Return = "return";

    /// <summary>How many steps.</summary>
    public const string Length = "length";

    /// <summary>What hits of the team took from others.</summary>
    public const string DamageDealt = "damage_dealt";

    /// <summary>What hits took from the team.</summary>
    public const string DamageTaken = "damage_taken";

    /// <summary>The share of the team that is not down at the end.</summary>
    public const string Survival = "survival";

    /// <summary>The share of choices that were to do nothing.</summary>
    public const string IdleShare = "idle_share";

    /// <summary>What the best action promises more than the second best, on average.</summary>
    public const string Gap = "mean_gap";

    /// <summary>The share of a step's hits that meet the same target.</summary>
    public const string Focus = "focus";

    /// <summary>The joint value of the first step, to be compared with the return that followed.</summary>
    public const string FirstValue = "first_value";

    /// <summary>What the events of a kind are counted as.</summary>
    public static string OfEvent(string kind) => kind switch
    {
        FrameEvents.Heal => "healed",
        FrameEvents.Kill => "kills",
        FrameEvents.Capture => "captures",
        FrameEvents.Deliver => "deliveries",
        FrameEvents.Collide => "collisions",
        _ => kind,
    };

    /// <summary>A name for people.</summary>
    public static string InWords(string name) => name switch
    {
        Gap => "gap of best to second best",
        Focus => "focus of hits",
        FirstValue => "value at the first step",
        _ => name?.Replace('_', ' ') ?? "",
    };
}
