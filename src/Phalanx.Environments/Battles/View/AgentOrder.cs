namespace Phalanx.Environments.Battles;

/// <summary>What a unit of the team is told to do in a step.</summary>
/// <param name="Kind">What it is to do.</param>
/// <param name="Target">The enemy to attack, or the agent to heal; -1 without a target.</param>
/// <param name="X">Where to walk, from the left.</param>
/// <param name="Y">Where to walk, from the bottom.</param>
internal readonly record struct AgentOrder(AgentOrderKind Kind, int Target = -1, double X = 0, double Y = 0);

/// <summary>The kinds of orders.</summary>
internal enum AgentOrderKind
{
    /// <summary>Nothing new: the unit goes on with what it did.</summary>
    None,

    /// <summary>Give up what it does, and stand.</summary>
    Stop,

    /// <summary>Walk to a point.</summary>
    Move,

    /// <summary>Attack an enemy.</summary>
    Attack,

    /// <summary>Heal an agent.</summary>
    Heal,
}
