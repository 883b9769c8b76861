namespace Phalanx.Environments;

/// <summary>
/// Says that an environment also describes itself as a list of entities, for methods that attend to them one by one. Each is a row of
/// features. The first rows are the agents in the order of their ids; then comes everything else there is to see.
/// </summary>
/// <param name="Count">How many entities there are at most, the agents included.</param>
/// <param name="Width">How many features a row has.</param>
/// <param name="AppendLastActions">
/// Whether the learner should append each agent's previous action to the agent's row. The environment itself never writes it.
/// </param>
public sealed record EntitySpec(int Count, int Width, bool AppendLastActions = false);
