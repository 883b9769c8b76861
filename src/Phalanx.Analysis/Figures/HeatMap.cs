using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>One table of a figure.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Table">The numbers.</param>
/// <param name="Marked">The joint actions that get a frame.</param>
public sealed record HeatMap(string Title, PayoffTable Table, IReadOnlyList<IReadOnlyList<int>> Marked);
