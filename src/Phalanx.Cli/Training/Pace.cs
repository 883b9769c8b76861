using System.Diagnostics;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>How fast a run goes, measured from its first report: a run that was resumed did not begin at zero.</summary>
internal sealed class Pace
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long? _first;

    /// <summary>Environment steps a second, and the seconds left at that rate; null while the rate is unknown.</summary>
    public (double Rate, double SecondsLeft)? At(TrainingProgress progress)
    {
        _first ??= progress.TEnv;
        double rate = (progress.TEnv - _first.Value) / Stopwatch.GetElapsedTime(_start).TotalSeconds;
        return rate > 0 ? (rate, Math.Max(0, progress.Steps - progress.TEnv) / rate) : null;
    }
}
