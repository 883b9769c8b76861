namespace Phalanx.Learning.Tests.Runs;

/// <summary>A clock by which a test says what time it is. Its timers never ring by themselves.</summary>
internal sealed class StandInTime : TimeProvider
{
    private TimeSpan _passed;

    public DateTimeOffset Start { get; init; } = DateTimeOffset.UtcNow;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _passed;

    public override long GetTimestamp() => _passed.Ticks + 12_345;

    public void Pass(double seconds) => _passed += TimeSpan.FromSeconds(seconds);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new SilentTimer();

    private sealed class SilentTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
