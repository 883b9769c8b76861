using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Policies;

public class RandomPolicyTests
{
    private const int Episodes = 20_000;

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();

    [Fact]
    public void The_random_policy_draws_uniformly_from_the_available_actions_in_a_test_too()
    {
        var stream = new RandomStream(1, StreamPurpose.Named("test of a random team"), 0);
        IActionRule rule = RandomPolicy.Of(Environments["matrix/qtran"].SpecOf()).Rule;
        int[] counts = new int[4];
        for (int i = 0; i < 30_000; i++)
        {
            counts[rule.Choose([9, 0, 0, 1], [true, false, true, true], RunProgress.Test(), ref stream)]++;
        }

        Assert.Equal(0, counts[1]);
        Assert.All((int[])[0, 2, 3], action => Assert.InRange(counts[action], 9_650, 10_350)); // four standard deviations and more
    }

    /// <summary>The means are those of all joint actions; the intervals four standard errors.</summary>
    [Theory]
    [InlineData("matrix/qtran", -40 / 9.0, 0.21)]
    [InlineData("two-quadratics", -6.90, 0.2)]
    public void The_random_policy_earns_the_mean_over_all_joint_actions(string environment, double mean, double within)
    {
        double measured = Test(environment, together: 64, threads: 1)["test_return_mean"];

        Assert.InRange(measured, mean - within, mean + within);
    }

    [Fact]
    public void The_return_of_the_random_policy_depends_neither_on_threads_nor_on_the_number_of_environments()
    {
        IReadOnlyDictionary<string, double> figures = Test("predator-prey", together: 40, threads: 2, episodes: 50);

        Assert.Equal(figures, Test("predator-prey", together: 7, threads: 1, episodes: 50));
        Assert.InRange(figures["test_lone_catches_mean"], 40, 60);
    }

    private static IReadOnlyDictionary<string, double> Test(string environment, int together, int threads, int episodes = Episodes)
    {
        using var workers = new WorkerPool(threads);
        EnvironmentSpec spec = Environments[environment].SpecOf();
        using var player = new Rollout(Environments.Create(environment, count: together), RandomPolicy.Of(spec), workers);
        return new Evaluator(player, spec.Statistics, episodes).Test(seed: 5, test: 0);
    }
}
