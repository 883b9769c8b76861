using System.Diagnostics;

namespace Phalanx.Cli.Tests;

public class InterruptionTests
{
    [Fact]
    public void The_first_signal_cancels_and_the_second_leaves_at_once()
    {
        int left = 0;
        using var interruption = new Interruption(() => left++, TimeSpan.FromMinutes(1));
        Assert.False(interruption.Token.IsCancellationRequested);
        interruption.Signalled();
        Assert.True(interruption.Token.IsCancellationRequested);
        Assert.Equal(0, left);
        interruption.Signalled();
        Assert.Equal(1, left);
    }

    [Fact]
    public void One_error_is_told_and_the_one_that_told_it_knows()
    {
        var lines = new StringWriter();
        using var words = new LastWord(lines);
        Assert.True(words.TryTell("warning: slow"));
        Assert.True(words.TryTell("error: interrupted"));
        Assert.False(words.TryTell("error: another"));
        words.WriteLine("error: a third");
        Assert.Equal(["warning: slow", "error: interrupted"], lines.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_command_that_does_not_end_is_left_after_a_time()
    {
        using var left = new ManualResetEventSlim();
        using var interruption = new Interruption(left.Set, TimeSpan.FromMilliseconds(300));
        long start = Stopwatch.GetTimestamp();
        interruption.Signalled();
        Assert.True(left.Wait(TimeSpan.FromSeconds(30)));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.29, 30);
    }

    [Fact]
    public void What_fails_or_waits_in_a_cancellation_holds_nothing_up()
    {
        using var left = new ManualResetEventSlim();
        using var interruption = new Interruption(left.Set, TimeSpan.FromMilliseconds(100));
        using var release = new ManualResetEventSlim();
        using CancellationTokenRegistration waits = interruption.Token.Register(release.Wait);
        using CancellationTokenRegistration fails = interruption.Token.Register(() => throw new TimeZoneNotFoundException());
        var signal = new Thread(interruption.Signalled);
        signal.Start();
        Assert.True(left.Wait(TimeSpan.FromSeconds(30)));
        release.Set();
        signal.Join();
    }

    [Fact]
    public void A_command_that_ends_while_it_is_left_tells_one_error()
    {
        var output = new StringWriter();
        var error = new LastWord(output);
        error.WriteLine("warning: no browser");
        error.WriteLine("error: interrupted");
        error.WriteLine("error: interrupted");
        Assert.Equal(["warning: no browser", "error: interrupted", ""], output.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void There_is_time_for_the_end_of_a_stop_within_five_seconds() =>
        Assert.InRange(Interruption.Patience.TotalSeconds, 3.5, 4.5);
}
