using Phalanx.Environments;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Rollouts;

public class ScriptedRolloutTests
{
    private const int Advance = 0;

    private static readonly Round Fifty = new(5, RoundPurpose.Evaluation, 0, 50, RunProgress.Test());

    [Fact]
    public void Scripts_play_the_same_episodes_for_any_number_of_threads_and_of_environments()
    {
        using Rollout one = Play(threads: 1);
        EpisodeResult[] expected = [.. one.Results];
        Assert.True(expected.Select(result => result.Length).Distinct().Count() > 3);
        foreach (int threads in (int[])[2, 4])
        {
            using Rollout other = Play(threads);
            Assert.Equal(expected, other.Results);
            Assert.Equal(Enumerable.Range(0, 50).Select(episode => one.Statistic(episode, 0)), Enumerable.Range(0, 50).Select(episode => other.Statistic(episode, 0)));
        }

        using var workers = new WorkerPool(1);
        using Rollout alone = Rollout.ByScript(Environments(1), Advance, workers);
        for (int episode = 0; episode < 50; episode++)
        {
            alone.Play(Fifty with { FirstEpisode = episode, Episodes = 1 });
            Assert.Equal(expected[episode], alone.Results[0]);
        }

        static Rollout Play(int threads)
        {
            using var workers = new WorkerPool(threads);
            Rollout rollout = Rollout.ByScript(Environments(50), Advance, workers);
            rollout.Play(Fifty);
            return rollout;
        }
    }

    [Fact]
    public void A_test_of_a_script_has_its_return_and_its_statistics()
    {
        using var workers = new WorkerPool(2);
        IReadOnlyDictionary<string, double>[] figures = [.. ScriptedWalk.Declared.Scripts.Select((_, script) => Test(script))];
        Assert.Equal((1.0, 0.0), (figures[0]["test_arrived_mean"], figures[1]["test_arrived_mean"]));
        Assert.InRange(figures[0]["test_return_mean"], 13, 17);
        Assert.InRange(figures[1]["test_return_mean"], 14, 16); // 30 steps that pay half a point each

        IReadOnlyDictionary<string, double> Test(int script)
        {
            using Rollout rollout = Rollout.ByScript(Environments(16), script, workers);
            return new Evaluator(rollout, ScriptedWalk.Declared.Statistics, episodes: 100).Test(seed: 1, test: 0);
        }
    }

    [Fact]
    public void What_a_script_does_cannot_be_recorded()
    {
        using var workers = new WorkerPool(1);
        using Rollout rollout = Rollout.ByScript(Environments(2), Advance, workers);
        var recorder = new EpisodeRecorder(EpisodeLayout.Of(ScriptedWalk.Declared), 2);
        Assert.Throws<NotSupportedException>(() => rollout.Play(Fifty with { Episodes = 2 }, recorder));
    }

    [Fact]
    public void Playing_by_a_script_allocates_nothing_in_steady_state()
    {
        using var workers = new WorkerPool(1);
        using Rollout rollout = Rollout.ByScript(Environments(20), Advance, workers);
        long allocated = 0;
        for (int pass = 0; pass < 6; pass++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            rollout.Play(Fifty with { FirstEpisode = pass * 20, Episodes = 20 });
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static IEnvironmentBatch Environments(int count) => EnvironmentBatch.Of(() => new ScriptedWalk(), count);
}
