using Phalanx.Environments;
using Phalanx.Environments.Matrix;

namespace Phalanx.Analysis.Tests;

/// <summary>The games whose exact projections are known.</summary>
internal static class Games
{
    /// <summary>Two agents that must agree.</summary>
    public static PayoffTable F1 => PayoffTables.WeightedQmix;

    /// <summary>QTRAN's game.</summary>
    public static PayoffTable F2 => PayoffTables.Qtran;

    /// <summary>QTRAN's game with an optimum too low for the uniform projection.</summary>
    public static PayoffTable F3 { get; } = new(new double[,] { { 6, -12, -12 }, { -12, 0, 0 }, { -12, 0, 0 } });

    /// <summary>QPLEX's third game.</summary>
    public static PayoffTable F4 => PayoffTables.Qplex3;

    /// <summary>The counterexample: its unique optimum is lost at any alpha.</summary>
    public static PayoffTable F5 { get; } = new(new double[,] { { 2, 1 }, { -2, 1 } });

    /// <summary>An optimum of 12 among many 10.</summary>
    public static PayoffTable F6 { get; } = new(new double[,] { { 12, 0, 10 }, { 0, 0, 10 }, { 10, 10, 10 } });

    /// <summary>PyMARL2's game.</summary>
    public static PayoffTable F7 => PayoffTables.Pymarl2;

    /// <summary>A game that is monotonic as it is.</summary>
    public static PayoffTable F8 { get; } = new(new double[,] { { 0, 1 }, { 1, 8 } });

    /// <summary>QTRAN's game with four actions.</summary>
    public static PayoffTable F9 { get; } = PayoffTables.Grid(2, 4);

    /// <summary>QPLEX's first game.</summary>
    public static PayoffTable F10 { get; } = PayoffTables.Qplex1();
}
