using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>Draws the types of teams: each unit's by itself, in proportion to weights.</summary>
internal sealed class TeamDraw
{
    private readonly double[] _weights;
    private readonly int? _exception;

    /// <param name="weights">How often each type is drawn, not all 0.</param>
    /// <param name="exception">The type that makes no team by itself, which is then drawn again; null when all do. Another must have a weight.</param>
    public TeamDraw(ReadOnlySpan<double> weights, int? exception) => (_weights, _exception) = (weights.ToArray(), exception);

    /// <summary>Draws a team, which may be empty. Its order is as random as its types, so it needs no shuffling.</summary>
    public void Draw(ref RandomStream random, Span<int> team)
    {
        do
        {
            foreach (ref int type in team)
            {
                type = random.NextCategorical(_weights);
            }
        }
        while (IsOnlyException(team));
    }

    private bool IsOnlyException(ReadOnlySpan<int> team) => _exception is { } exception && !team.IsEmpty && !team.ContainsAnyExcept(exception);
}
