namespace Phalanx.Environments.Battles;

/// <summary>The rules of a simulation: those of the profile, and the choices of the settings. Made once for all battles of a batch.</summary>
internal sealed class BattleRules
{
    public BattleRules(BattlePlan plan, BattleSettings settings)
    {
        bool game = settings.Profile == BattleProfile.Sc2;
        Plan = plan;
        TicksPerStep = settings.StepMul;
        MoveAmount = settings.MoveAmount;
        StartNoise = settings.StartNoise;
        Script = settings.Enemy;
        IdleChase = settings.IdleChase ?? plan.IdleChase;
        HeuristicRest = settings.HeuristicRest;
        CooldownJitter = settings.CooldownJitter ?? game;
        MinimumDamage = game ? 0.5 : 0;
        StopsAtPoints = game;
        FiresAtCorpses = !game;
        HealersFirst = !game;
        ScansFromEdges = game;
        CallsForHelp = game;
        ExplodesWhenKilled = game;
        Ground = plan.Scenario.Terrain.Ground;
        Stilts = plan.Scenario.Terrain.Stilts;
        Paths = plan.Scenario.Terrain.Paths;
    }

    /// <summary>Who fights, where, and what the enemy is told.</summary>
    public BattlePlan Plan { get; }

    /// <summary>How many ticks a step has.</summary>
    public int TicksPerStep { get; }

    /// <summary>How far a move action goes.</summary>
    public double MoveAmount { get; }

    /// <summary>How far units may start from their places.</summary>
    public double StartNoise { get; }

    /// <summary>How the enemy behaves.</summary>
    public EnemyScript Script { get; }

    /// <summary>Whether enemies that stand idle are sent on.</summary>
    public bool IdleChase { get; }

    /// <summary>Whether the heuristic team keeps to available actions.</summary>
    public bool HeuristicRest { get; }

    /// <summary>Whether the engine's small random delay follows each attack.</summary>
    public bool CooldownJitter { get; }

    /// <summary>What a hit takes off the health at least, when no shield took any of it.</summary>
    public double MinimumDamage { get; }

    /// <summary>Whether a unit that would go beyond its point stops there. SMAClite's go back and forth over it.</summary>
    public bool StopsAtPoints { get; }

    /// <summary>Whether an attack order outlives its target until the step is over, and costs shots, as in SMAClite.</summary>
    public bool FiresAtCorpses { get; }

    /// <summary>Whether units on attack-move choose healers before all others, as in SMAClite.</summary>
    public bool HealersFirst { get; }

    /// <summary>Whether the range in which units look for targets counts from their edge.</summary>
    public bool ScansFromEdges { get; }

    /// <summary>Whether units that are hit call those around them.</summary>
    public bool CallsForHelp { get; }

    /// <summary>Whether units with a burst explode when they are killed, too.</summary>
    public bool ExplodesWhenKilled { get; }

    /// <summary>Where units on the ground can stand.</summary>
    public Footing Ground { get; }

    /// <summary>Where units that step over cliffs can stand.</summary>
    public Footing Stilts { get; }

    /// <summary>The ways around what is in between; null where every way on the ground is straight.</summary>
    public Paths? Paths { get; }

    /// <summary>Where units of a plane can be; null of those that fly.</summary>
    public Footing? FootingOf(Plane plane) => plane switch
    {
        Plane.Ground => Ground,
        Plane.Colossus => Stilts,
        _ => null,
    };
}
