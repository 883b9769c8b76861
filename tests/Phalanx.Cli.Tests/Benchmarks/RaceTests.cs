using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class RaceTests
{
    [Fact]
    public void Competitors_take_turns_and_the_best_of_each_counts()
    {
        var turns = new List<char>();
        int calls = 0;

        // Only the third call is slow; the best must not show it.
        (double first, double? second) = new Race(default).Time(
            () =>
            {
                Note('a');
                Thread.Sleep(++calls == 3 ? 300 : 10);
            },
            () =>
            {
                Note('b');
                Thread.Sleep(20);
            });

        Assert.InRange(first, 0.009, 0.299);
        Assert.True(second >= 0.019);
        Assert.Equal("ababababab", string.Concat(turns));

        void Note(char competitor)
        {
            if (turns.Count == 0 || turns[^1] != competitor)
            {
                turns.Add(competitor);
            }
        }
    }

    [Fact]
    public void An_interruption_ends_it()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new Race(source.Token).Time(source.Cancel));
    }
}
