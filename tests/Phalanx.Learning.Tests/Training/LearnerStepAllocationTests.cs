using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Training;

public class LearnerStepAllocationTests
{
    /// <summary>Every algorithm that plays the corridor, with an episode a shard; one also with the smallest shards and with large ones.</summary>
    public static TheoryData<string, int> OfDiscreteActions
    {
        get
        {
            var rows = new TheoryData<string, int> { { "qmix", 1 }, { "qmix", 40 } };
            foreach (AlgorithmDefinition algorithm in SmallRun.Algorithms.All.Where(algorithm => algorithm.DiscreteActions))
            {
                rows.Add(algorithm.Name, 8);
            }

            return rows;
        }
    }

    public static TheoryData<string> OfContinuousActions =>
        [.. SmallRun.Algorithms.All.Where(algorithm => algorithm.ContinuousActions).Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(OfDiscreteActions))]
    public void Training_steps_allocate_nothing_once_shards_of_every_size_were_met(string algorithm, int rows)
    {
        using var team = new CorridorTeam(algorithm);
        ReplayShards shards = CorridorTeam.Shards(team.Played(60), batch: 8, rows);
        AssertAllocatesNothing(new LearnerStep<float>(team.Algorithm, team.Workers), shards);
    }

    [Theory]
    [MemberData(nameof(OfContinuousActions))]
    public void Training_steps_on_single_transitions_with_continuous_actions_allocate_nothing(string algorithm)
    {
        var problem = new LearningProblem(
            RegisteredAlgorithmsTests.SettingsOf(algorithm, "two-quadratics"), EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms);
        foreach (ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            group.Initialise(7);
        }

        using var workers = new WorkerPool(1);
        var replay = new EpisodeReplay(problem.Layout, 60);
        var recorder = new EpisodeRecorder(problem.Layout, 60);
        using var rollout = new Rollout(problem.Environments(60), problem.Policy, workers);
        rollout.Play(new Round(5, RoundPurpose.Training, 0, 60, new RunProgress(0, 1)), recorder);
        replay.Add(recorder);
        var shards = new ReplayShards(replay, problem.Policy.Team, batch: 8, rows: 8, problem.Algorithm.Needs);
        AssertAllocatesNothing(new LearnerStep<float>(problem.Algorithm, workers), shards);
    }

    private static void AssertAllocatesNothing(LearnerStep<float> learner, ReplayShards shards)
    {
        long allocated = 0;
        for (int step = 0; step < 500; step++)
        {
            // The same fifty batches again and again: the first five rounds meet every size.
            long before = GC.GetAllocatedBytesForCurrentThread();
            shards.Sample(11, step % 50);
            learner.Run(shards);
            allocated += step < 250 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }
}
