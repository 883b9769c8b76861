using Phalanx.Learning.Exploration;

namespace Phalanx.Learning.Tests.Exploration;

public sealed class LinearScheduleTests
{
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(25_000, 0.525)]
    [InlineData(50_000, 0.05)]
    [InlineData(80_000, 0.05)]
    public void The_default_epsilon_falls_linearly_and_then_stays(long step, double epsilon) =>
        Assert.Equal(epsilon, new LinearSchedule(1, 0.05, 50_000).At(step), precision: 15);

    [Fact]
    public void A_schedule_reaches_its_final_value_exactly() => Assert.Equal(0.3, new LinearSchedule(0.9, 0.3, 7).At(7));

    [Fact]
    public void A_schedule_of_no_steps_is_at_its_end_at_once() => Assert.Equal(0.05, new LinearSchedule(1, 0.05, 0).At(0));

    [Fact]
    public void Full_exploration_is_the_same_at_every_step()
    {
        LinearSchedule schedule = new(1, 1, 50_000);

        Assert.All(new long[] { 0, 1, 333, 49_999, 50_000, long.MaxValue }, step => Assert.Equal(1.0, schedule.At(step)));
    }

    [Fact]
    public void A_schedule_refuses_negative_steps()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearSchedule(1, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearSchedule(1, 0, 10).At(-1));
    }
}
