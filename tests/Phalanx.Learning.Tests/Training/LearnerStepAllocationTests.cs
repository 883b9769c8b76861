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
    [Theory]
    [InlineData("iql", 1)]
    [InlineData("vdn-s", 8)]
    [InlineData("qmix", 1)]
    [InlineData("qmix", 40)]
    [InlineData("qmix-ns", 8)]
    [InlineData("qatten", 8)]
    [InlineData("qplex", 8)]
    [InlineData("qplex-atten", 8)]
    [InlineData("cw-qmix", 8)]
    [InlineData("ow-qmix", 8)]
    [InlineData("qmix-cw", 8)]
    [InlineData("diql", 8)]
    [InlineData("ddn", 8)]
    [InlineData("dmix", 8)]
    [InlineData("datten", 8)]
    [InlineData("resq", 8)]
    [InlineData("resz", 8)]
    [InlineData("qtran-base", 8)]
    [InlineData("qtran-alt", 8)]
    [InlineData("coma", 8)]
    [InlineData("maddpg", 8)]
    [InlineData("masac", 8)]
    [InlineData("fsv", 8)]
    [InlineData("refil", 8)]
    [InlineData("qmix-atten", 8)]
    [InlineData("vdn-atten", 8)]
    public void Training_steps_allocate_nothing_once_shards_of_every_size_were_met(string algorithm, int rows)
    {
        using var team = new CorridorTeam(algorithm);
        ReplayShards shards = CorridorTeam.Shards(team.Played(60), batch: 8, rows);
        AssertAllocatesNothing(new LearnerStep<float>(team.Algorithm, team.Workers), shards);
    }

    [Theory]
    [InlineData("maddpg")]
    [InlineData("vdn-ac")]
    [InlineData("qmix-ac")]
    [InlineData("fsv")]
    public void Nor_do_those_on_single_transitions_with_continuous_actions(string algorithm)
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
