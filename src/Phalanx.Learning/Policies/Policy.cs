using Phalanx.Learning.Agents;

namespace Phalanx.Learning.Policies;

/// <summary>
/// What acts: the agents' networks with their weights, and the rule that turns their outputs into actions. It does not depend on how the
/// weights were learned.
/// </summary>
/// <param name="Team">The sizes of the team.</param>
/// <param name="Network">The networks.</param>
/// <param name="Rule">The rule for discrete actions.</param>
public sealed partial record Policy(TeamShape Team, IActingNetwork<float> Network, IActionRule Rule)
{
    /// <summary>The rule for continuous actions; null for methods without continuous actions.</summary>
    public IContinuousActionRule? ContinuousRule { get; init; }
}
