using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class StageClockTests
{
    private readonly StandInClock _time = new();

    [Fact]
    public void A_stage_ends_when_the_next_begins_and_its_times_add_up()
    {
        var clock = new StageClock(_time);
        clock.Enter(TrainingStage.Playing);
        _time.Seconds += 2;
        clock.Enter(TrainingStage.Learning);
        Assert.Equal((2, 0), Times(clock));
        _time.Seconds += 3;
        Assert.Equal((2, 0), Times(clock));
        clock.Enter(TrainingStage.Playing);
        _time.Seconds += 5;
        clock.Leave();
        Assert.Equal((7, 3), Times(clock));
        Assert.Equal(TimeSpan.FromSeconds(5), clock.LongestOf(TrainingStage.Playing));
        Assert.Equal(TimeSpan.FromSeconds(3), clock.LongestOf(TrainingStage.Learning));
        Assert.Equal(TimeSpan.Zero, clock.TimeOf(TrainingStage.Saving));
        Assert.Equal(TimeSpan.Zero, clock.LongestOf(TrainingStage.Saving));
    }

    [Fact]
    public void After_the_last_stage_no_time_is_counted()
    {
        var clock = new StageClock(_time);
        clock.Leave();
        clock.Enter(TrainingStage.Playing);
        _time.Seconds += 2;
        clock.Leave();
        _time.Seconds += 3;
        clock.Leave();
        Assert.Equal((2, 0), Times(clock));
    }

    private static (double Playing, double Learning) Times(StageClock clock) =>
        (clock.TimeOf(TrainingStage.Playing).TotalSeconds, clock.TimeOf(TrainingStage.Learning).TotalSeconds);

    /// <summary>A clock by which a test says what time it is.</summary>
    private sealed class StandInClock : TimeProvider
    {
        public long Seconds { get; set; } = 100;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
