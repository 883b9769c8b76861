using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;

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
    [InlineData("qtran-base", 8)]
    [InlineData("qtran-alt", 8)]
    [InlineData("coma", 8)]
    [InlineData("maddpg", 8)]
    [InlineData("masac", 8)]
    [InlineData("refil", 8)]
    [InlineData("qmix-atten", 8)]
    [InlineData("vdn-atten", 8)]
    public void Training_steps_allocate_nothing_once_shards_of_every_size_were_met(string algorithm, int rows)
    {
        using var team = new CorridorTeam(algorithm);
        ReplayShards shards = CorridorTeam.Shards(team.Played(60), batch: 8, rows);
        var learner = new LearnerStep<float>(team.Algorithm, team.Workers);
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
