namespace Phalanx.Learning.Episodes;

/// <summary>How an environment describes itself entity by entity.</summary>
/// <param name="Count">How many entities there are at most, the agents included.</param>
/// <param name="Width">How many features an entity has.</param>
public sealed record EntityLayout(int Count, int Width);
