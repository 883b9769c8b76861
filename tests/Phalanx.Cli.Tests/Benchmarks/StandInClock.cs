namespace Phalanx.Cli.Tests.Benchmarks;

/// <summary>A clock by which a test says how long everything takes; it stands still otherwise.</summary>
/// <param name="secondsPerReading">How far it goes on whenever it is read.</param>
internal sealed class StandInClock(double secondsPerReading = 0) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Advance(secondsPerReading);

    /// <summary>Lets time go by, and tells what the clock shows then.</summary>
    public long Advance(double seconds) => Interlocked.Add(ref _now, (long)Math.Round(seconds * TimestampFrequency));
}
