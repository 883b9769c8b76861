using Phalanx.Learning.Agents;

namespace Phalanx.Learning.Policies;

/// <summary>
/// What acts: the agents' networks with their weights, and the rule that turns their outputs into actions. It knows nothing of how the
/// weights came about.
/// </summary>
/// <param name="Team">The sizes of the team.</param>
/// <param name="Network">The networks.</param>
/// <param name="Rule">The rule.</param>
public sealed record Policy(TeamShape Team, IActingNetwork<float> Network, IActionRule Rule);
