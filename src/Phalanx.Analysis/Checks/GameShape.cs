namespace Phalanx.Analysis.Checks;

/// <summary>The size of a game of one step.</summary>
/// <param name="Agents">How many agents play.</param>
/// <param name="Actions">How many actions each has.</param>
internal readonly record struct GameShape(int Agents, int Actions)
{
    /// <summary>Two and three agents with three and four actions: sizes at which every joint action can be tried.</summary>
    public static IReadOnlyList<GameShape> ForNetworks { get; } = [new(2, 3), new(2, 4), new(3, 3), new(3, 4)];

    /// <summary>Two and three agents with two to four actions.</summary>
    public static IReadOnlyList<GameShape> ForTables { get; } = [new(2, 2), new(2, 3), new(2, 4), new(3, 2), new(3, 3), new(3, 4)];
}
