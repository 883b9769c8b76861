using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public class RecentRateTests
{
    private readonly StandInTime _time = new();

    [Fact]
    public void There_is_no_rate_before_time_has_passed_or_anything_grew()
    {
        var rate = new RecentRate(_time);
        Assert.Null(rate.PerSecond(10));
        rate.Add(10);
        Assert.Null(rate.PerSecond(20));
        _time.Pass(5);
        Assert.Null(rate.PerSecond(10));
        Assert.Equal(2, rate.PerSecond(20));
    }

    [Fact]
    public void A_rate_forgets_what_was_more_than_a_minute_ago()
    {
        var rate = new RecentRate(_time);
        long count = 0;
        for (int second = 0; second < 200; second++, _time.Pass(1))
        {
            rate.Add(count += second < 100 ? 1000 : 10);
        }

        Assert.Equal(10, rate.PerSecond(count + 10)!.Value, 1e-9);
    }

    [Fact]
    public void Counts_that_come_more_seldom_than_once_a_minute_have_a_rate_too()
    {
        var rate = new RecentRate(_time);
        for (int round = 0; round < 5; round++, _time.Pass(100))
        {
            rate.Add(round * 200);
        }

        Assert.Equal(2, rate.PerSecond(1000));
    }

    [Fact]
    public void Many_counts_a_second_take_no_more_memory_than_one()
    {
        var rate = new RecentRate(_time);
        for (int i = 0; i < 100_000; i++, _time.Pass(0.001))
        {
            rate.Add(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        rate.Add(100_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000, rate.PerSecond(100_000)!.Value, 1);
    }
}
