using Phalanx.Environments;

namespace Phalanx.Cli.Analysis;

/// <summary>A table that is to stand beside others.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Values">Its numbers.</param>
/// <param name="Bracketed">The joint actions in brackets.</param>
internal sealed record TableColumn(string Title, PayoffTable Values, IReadOnlyList<IReadOnlyList<int>> Bracketed)
{
    /// <summary>Each agent's own values, which go along the margins.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Margins { get; init; }
}
