namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Measures by repetition. The shortest of many short repetitions is taken: other work of the machine can only add to a time, so the
/// shortest is the closest to the work itself, and it varies less from run to run than a mean.
/// Competitors take turns, so that a slow spell of the machine hits both.
/// </summary>
/// <param name="cancellation">Ends it between two calls.</param>
/// <param name="warmUpSeconds">How long each competitor runs before the clock starts.</param>
/// <param name="turnSeconds">How long a competitor's turn is.</param>
/// <param name="clock">What tells the time; the system's unless it is given.</param>
internal sealed class Race(CancellationToken cancellation, double warmUpSeconds = 0.1, double turnSeconds = 0.04, TimeProvider? clock = null)
{
    private const int Turns = 4;
    private const int FewestRepetitions = 2;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>The shortest time of one call, in seconds.</summary>
    public double Time(Action work) => Time(work, null).First;

    /// <summary>The shortest times of one call of two competitors, in seconds; null where the second is missing.</summary>
    public (double First, double? Second) Time(Action first, Action? second)
    {
        TimeTurn(first, warmUpSeconds);
        if (second is not null)
        {
            TimeTurn(second, warmUpSeconds);
        }

        (double firstBest, double secondBest) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int turn = 0; turn < Turns; turn++)
        {
            firstBest = Math.Min(firstBest, TimeTurn(first, turnSeconds));
            if (second is not null)
            {
                secondBest = Math.Min(secondBest, TimeTurn(second, turnSeconds));
            }
        }

        return (firstBest, second is null ? null : secondBest);
    }

    private double TimeTurn(Action work, double seconds)
    {
        double best = double.PositiveInfinity;
        long start = _clock.GetTimestamp();
        for (int i = 0; i < FewestRepetitions || _clock.GetElapsedTime(start).TotalSeconds < seconds; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            long before = _clock.GetTimestamp();
            work();
            best = Math.Min(best, _clock.GetElapsedTime(before).TotalSeconds);
        }

        return best;
    }
}
