using Phalanx.Settings;

namespace Phalanx.Environments.TwoQuadratics;

/// <summary>The settings of <c>two-quadratics</c>.</summary>
public sealed record TwoQuadraticsSettings
{
    /// <summary>What the width of a hill divides. Published code and papers differ in it.</summary>
    [Setting("what the width of a hill divides: argument (the papers) or square_over_s, the square of it (some code)")]
    public QuadraticScale ScaleMode { get; init; }

    /// <summary>How many times the game is played in an episode.</summary>
    [Setting("how many times the game is played in an episode; more than 1 ends by the clock", Min = 1, Max = 1_000_000)]
    public int StepsPerEpisode { get; init; } = 1;

    /// <summary>How many evenly spaced actions each agent has, for learners of discrete actions; null for the whole interval.</summary>
    [Setting("how many evenly spaced actions each agent has, such as 21; empty for any number from -10 to 10", Min = 2, Max = 3000)]
    public int? GridActions { get; init; }
}

/// <summary>What the width of a hill divides.</summary>
public enum QuadraticScale
{
    /// <summary>The distance, before it is squared (the papers).</summary>
    Argument,

    /// <summary>The square of the distance (the code of MALib's line of work), which makes the wide hill narrower.</summary>
    SquareOverS,
}
