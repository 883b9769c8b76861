using Phalanx.Environments;

namespace Phalanx.Learning.Training;

/// <summary>The report of a round of training episodes.</summary>
/// <param name="MeanReturn">The mean of the undiscounted returns of its episodes.</param>
/// <param name="Exploration">How much the team explored in it.</param>
public readonly record struct RoundReport(double MeanReturn, double Exploration);

/// <summary>A picture of an episode.</summary>
/// <param name="Step">The steps taken before, 0 for the first state.</param>
/// <param name="Frame">What the environment drew.</param>
public sealed record EpisodeFrame(int Step, Frame Frame);

/// <summary>The report of a training step. It is valid during the call that it is passed to.</summary>
public readonly ref struct TrainingStepReport
{
    /// <summary>Sum of the losses of all phases.</summary>
    public required double Loss { get; init; }

    /// <summary>The largest norm of a phase's gradients before they were clipped.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The names of the algorithm's own figures.</summary>
    public required IReadOnlyList<string> FigureNames { get; init; }

    /// <summary>The algorithm's own figures, in the order of their names.</summary>
    public required ReadOnlySpan<double> Figures { get; init; }
}
