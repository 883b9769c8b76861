using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

public class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_thread_does_its_part_in_every_run(int threads)
    {
        int[] calls = new int[threads];
        int[] ids = new int[threads];
        using (var team = new ThreadTeam(threads, number => (calls[number], ids[number]) = (calls[number] + 1, Environment.CurrentManagedThreadId)))
        {
            team.Run();
            team.Run();
        }

        Assert.All(calls, count => Assert.Equal(2, count));
        Assert.Equal(threads, ids.Distinct().Count());
    }

    [Fact]
    public void A_failure_on_any_thread_reaches_the_caller()
    {
        using var team = new ThreadTeam(2, number => Throw(number == 1));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(team.Run);
        Assert.Equal("here", error.InnerException!.Message);
    }

    private static void Throw(bool really)
    {
        if (really)
        {
            throw new InvalidOperationException("here");
        }
    }
}
