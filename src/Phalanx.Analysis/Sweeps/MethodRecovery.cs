namespace Phalanx.Analysis;

/// <summary>The results of a factorisation on a set of games; all but the counts are means over them.</summary>
/// <param name="Method">Its name: <c>vdn</c>, <c>qmix</c>, <c>cw</c> or <c>ow</c>.</param>
/// <param name="Alpha">The smaller weight; null where each game had one just below its bound, and for methods without one.</param>
public sealed record MethodRecovery(string Method, double? Alpha)
{
    /// <summary>Whether every game had an alpha of its own, just below the bound of weak recovery.</summary>
    public bool AtBound { get; init; }

    /// <summary>The share of games in which the first of the nearest tables leads to an optimum.</summary>
    public required double Recovered { get; init; }

    /// <summary>The share in which all of them do, however they rank tied actions.</summary>
    public required double GreedyRecovery { get; init; }

    /// <summary>The share in which each of them has an optimum among its best joint actions.</summary>
    public required double WeakRecovery { get; init; }

    /// <summary>The share in which the best value of each is the optimum's.</summary>
    public required double ValueRecovery { get; init; }

    /// <summary>What the choice by the first table pays, over all games, as a part of what the optima pay.</summary>
    public required double Return { get; init; }
}
