using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class RaceTests
{
    private const double Usual = 0.010;

    private readonly StandInClock _clock = new();

    [Fact]
    public void Competitors_take_turns_of_forty_milliseconds_after_a_warm_up()
    {
        var calls = new List<char>();
        new Race(default, warmUpSeconds: 0.1, clock: _clock).Time(() => Work('a', 0.010), () => Work('b', 0.020));
        string turns = "aaaabb";
        Assert.Equal("aaaaaaaaaabbbbb" + turns + turns + turns + turns, string.Concat(calls));

        void Work(char competitor, double seconds)
        {
            calls.Add(competitor);
            _clock.Advance(seconds);
        }
    }

    /// <summary>The warm-up is ten calls, a turn is four, and there are four turns.</summary>
    [Theory]
    [InlineData(10, 0.003, 0.003)]
    [InlineData(17, 0.003, 0.003)]
    [InlineData(25, 0.003, 0.003)]
    [InlineData(12, 0.300, Usual)]
    [InlineData(9, 0.003, Usual)]
    public void The_best_of_all_turns_counts_and_the_warm_up_does_not(int unusual, double seconds, double best)
    {
        (double first, double? second) = new Race(default, warmUpSeconds: 0.1, clock: _clock).Time(Competitor(), Competitor());
        Assert.Equal(best, first, 1e-9);
        Assert.Equal(best, second!.Value, 1e-9);

        Action Competitor()
        {
            int call = 0;
            return () => _clock.Advance(call++ == unusual ? seconds : Usual);
        }
    }

    [Fact]
    public void What_takes_longer_than_a_turn_is_repeated_all_the_same()
    {
        int calls = 0;
        Assert.Equal(1, new Race(default, warmUpSeconds: 0.1, clock: _clock).Time(() => _clock.Advance(++calls == 4 ? 1 : 2)), 1e-9);
        Assert.Equal(2 + (4 * 2), calls);
    }

    [Fact]
    public void Without_a_second_competitor_there_is_no_second_time() =>
        Assert.Null(new Race(default, warmUpSeconds: 0.1, clock: _clock).Time(() => _clock.Advance(Usual), null).Second);

    [Fact]
    public void An_interruption_ends_a_race()
    {
        using var source = new CancellationTokenSource();
        int calls = 0;
        Assert.Throws<OperationCanceledException>(() => new Race(source.Token, clock: _clock).Time(() =>
        {
            calls++;
            source.Cancel();
        }));
        Assert.Equal(1, calls);
    }
}
