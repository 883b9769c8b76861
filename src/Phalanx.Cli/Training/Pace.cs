using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>How fast a run goes now, and how long it will take at that rate.</summary>
internal sealed class Pace
{
    private readonly RecentRate _rate = new();

    /// <summary>Environment steps a second, and the seconds left at that rate; null while the rate is unknown.</summary>
    public (double Rate, double SecondsLeft)? At(TrainingProgress progress)
    {
        _rate.Add(progress.TEnv);
        return _rate.PerSecond(progress.TEnv) is { } rate ? (rate, Math.Max(0, progress.Steps - progress.TEnv) / rate) : null;
    }
}
