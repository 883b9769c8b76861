using System.Diagnostics;
using System.Globalization;
using Phalanx.Cli;
using Phalanx.Cluster.Rounds;
using Phalanx.Cluster.Tests.Rounds;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;
using Xunit.Abstractions;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>What it costs that episodes come from other machines. Nothing else runs in this process meanwhile.</summary>
[Collection(OneDrillAtATime.Name)]
public sealed class RoundCostTests(ITestOutputHelper output)
{
    private const long MostBytesOfEpisode = 100_000;

    /// <summary>The trainer is in this process, and the machine that plays is another one.</summary>
    [DrillFact]
    public async Task An_episode_that_comes_from_another_machine_allocates_less_than_100_KB()
    {
        const int Episodes = 8;
        const int Rounds = 8;
        const int Batches = 3;
        const int MostBatches = 30;
        using LearningProblem problem = ToyRun.Initialised("qmix", "battle/27m_vs_30m", [$"rollout.environments={Episodes}"]);
        await Measure(problem, Episodes, slots: 2, (play, rounds) =>
        {
            long least = long.MaxValue;
            for ((int batch, int measured) = (0, -1); measured < Batches && batch < MostBatches; batch++)
            {
                (long episodes, long allocated) = (rounds.Figures.EpisodesReceived, GC.GetTotalAllocatedBytes(precise: true));
                play(Rounds);
                allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
                episodes = rounds.Figures.EpisodesReceived - episodes;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{episodes} episodes of {rounds.Figures.BytesPerEpisode / 1e6:F2} MB, {allocated / Math.Max(1, episodes) / 1e3:F1} KB allocated for each"));
                if (episodes > 0) // on a busy machine the other one may have no core for a while
                {
                    least = measured < 0 ? least : Math.Min(least, allocated / episodes); // the first is until every pool has what it needs
                    measured++;
                }
            }

            Assert.True(rounds.Figures.BytesPerEpisode > RoundBoard.PartBytes); // they come in parts
            Assert.InRange(least, 0, MostBytesOfEpisode);
        }, players: 0);
    }

    /// <summary>The bar is on processor time, which other programs on the machine do not change much; the clock is told beside it.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(0.1, 0)]
    [InlineData(0.6, 0.8)]
    [InlineData(1, 0.8)]
    public async Task Two_workers_on_this_machine_cost_little_where_steps_take_long(double milliseconds, double bar)
    {
        const int Episodes = 32;
        const int Rounds = 4;
        using LearningProblem problem = LargeEpisodes.Problem(Episodes, milliseconds);
        (double Clock, double Processor) alone = default;
        (double Clock, double Processor) together = default;
        using (var workers = new WorkerPool(2))
        using (var rollout = new Rollout(problem.Environments(Episodes), problem.Policy, workers))
        {
            var recorder = new EpisodeRecorder(problem.Layout, Episodes);
            void Play(int number) => rollout.Play(LargeEpisodes.RoundOf(number, Episodes), recorder);
            Play(0);
            alone = Time(() => Array.ForEach([.. Enumerable.Range(1, Rounds)], Play), Rounds);
        }

        await Measure(problem, Episodes, slots: 1, (play, rounds) =>
        {
            play(2);
            together = Time(() => play(Rounds), Rounds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{milliseconds} ms a step, {Episodes} episodes a round: {alone.Clock:F2} s alone, {together.Clock:F2} s with two workers ({alone.Clock / together.Clock:F2}x); processor {alone.Processor:F2} s and {together.Processor:F2} s ({alone.Processor / together.Processor:F2}x); {rounds.Figures.Account}"));
        }, players: 2);
        Assert.True(alone.Processor / together.Processor >= bar, $"{alone.Processor} s of the processor alone, {together.Processor} s together");
    }

    private static (double Clock, double Processor) Time(Action work, int rounds)
    {
        (long begun, TimeSpan before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        return (Stopwatch.GetElapsedTime(begun).TotalSeconds / rounds, (Environment.CpuUsage.TotalTime - before).TotalSeconds / rounds);
    }

    /// <summary>Lets players join, in this process or one of another, and gives a function that plays rounds with them.</summary>
    private static async Task Measure(LearningProblem problem, int episodes, int slots, Action<Action<int>, ClusterRounds> measure, int players = 1)
    {
        PlayersHere here = await PlayersHere.Listen(players == 0 ? new Library().Environments : LargeEpisodes.Environments);
        await using (here)
        {
            using var workers = new WorkerPool(1);
            using IRoundPlayer player = here.Rounds.Player(problem, episodes, workers);
            using ToolMachine? other = players == 0 ? here.Start(slots) : null;
            for (int i = 0; i < players; i++)
            {
                here.Add(LargeEpisodes.Environments, ToyRun.Algorithms, slots);
            }

            here.WaitFor(slots * Math.Max(1, players), other);
            var recorder = new EpisodeRecorder(problem.Layout, episodes);
            int number = 0;
            measure(
                rounds =>
                {
                    for (int round = 0; round < rounds; round++)
                    {
                        problem.Algorithm.Groups[0].Online.Touch(); // as if it had learned: weights go out with every round
                        player.Play(LargeEpisodes.RoundOf(number++, episodes), recorder);
                    }
                },
                here.Rounds);
            await here.Finish();
        }
    }
}
