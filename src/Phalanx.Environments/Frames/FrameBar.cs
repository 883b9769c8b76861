namespace Phalanx.Environments;

/// <summary>What an item has more or less of.</summary>
/// <param name="Name">Its name in snake_case: <c>health</c>, <c>shield</c>, <c>energy</c>, <c>cooldown</c>.</param>
/// <param name="Value">How much there is, from 0 to <paramref name="Max"/>.</param>
/// <param name="Max">The most that there can be.</param>
public readonly record struct FrameBar(string Name, double Value, double Max);
