using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

[Collection(AllocationCollection.Name)]
public class GruBenchmarksTests
{
    [Fact]
    public void All_threads_together_are_measured_only_where_there_are_several()
    {
        Assert.Equal(["kernels/gru/3s5z", "kernels/gru/MMM2"], KernelBenchmarks.Create(1, null, default).Select("kernels/gru"));
        Assert.Equal(
            ["kernels/gru-together/3s5z", "kernels/gru-together/3s5z/speedup", "kernels/gru-together/3s5z/of-products"],
            KernelBenchmarks.Create(2, null, default).Select("kernels/gru-together/3s5z"));
    }

    [Fact]
    public void A_second_pass_allocates_nothing()
    {
        var problem = new GruProblem(5, 7);
        problem.Run();
        Assert.Equal(0, Allocation.Of(problem.Run));
    }

    [Fact]
    public void Forward_and_back_are_three_times_the_arithmetic_of_forward()
    {
        // Per step and row: the input and the state, 64 wide each, by three gates of 64, a multiplication and an addition each.
        const double forward = 2.0 * 2 * 64 * 3 * 64;
        Assert.Equal(3 * forward * 5 * 7, new GruProblem(5, 7).Operations);
    }

    [Fact]
    public void Shards_on_several_workers_allocate_nothing_once_all_have_worked()
    {
        // The test host has threads of its own that allocate now and then: the quietest of many runs counts.
        using var shards = new GruShards(new GruSize("small", 3, 2), workers: 2);
        long least = long.MaxValue;
        for (int i = 0; i < 2000 && least > 0; i++)
        {
            least = Math.Min(least, Allocation.OfAllThreads(shards.Run));
        }

        Assert.Equal(0, least);
    }
}
