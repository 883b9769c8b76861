namespace Phalanx.Learning.Runs;

/// <summary>
/// How fast something counted grows now: over the last minute, not since the beginning, which would count warm-up and long tests for ever.
/// </summary>
/// <param name="time">What it reads the time from; by default the system's.</param>
public sealed class RecentRate(TimeProvider? time = null)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    // One a second, and one at least as old as the window: the oldest first, round and round.
    private readonly (long At, long Count)[] _samples = new (long, long)[64];
    private int _oldest;
    private int _kept;

    /// <summary>Notes a count. Of many in one second the first is kept.</summary>
    public void Add(long count)
    {
        long now = _time.GetTimestamp();
        if (_kept > 0 && _time.GetElapsedTime(Sample(_kept - 1).At, now) < Spacing)
        {
            return;
        }

        // The oldest goes when the one after it is old enough to begin the window.
        while (_kept == _samples.Length || (_kept > 1 && _time.GetElapsedTime(Sample(1).At, now) >= Window))
        {
            _oldest = (_oldest + 1) % _samples.Length;
            _kept--;
        }

        Sample(_kept++) = (now, count);
    }

    /// <summary>The growth a second up to now; null while it is unknown, or nothing grew.</summary>
    /// <param name="count">The count now.</param>
    public double? PerSecond(long count)
    {
        if (_kept == 0)
        {
            return null;
        }

        (long at, long before) = Sample(0);
        double rate = (count - before) / _time.GetElapsedTime(at).TotalSeconds;
        return rate > 0 && double.IsFinite(rate) ? rate : null;
    }

    private ref (long At, long Count) Sample(int number) => ref _samples[(_oldest + number) % _samples.Length];
}
