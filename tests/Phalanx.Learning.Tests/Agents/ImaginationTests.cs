using Phalanx.Environments;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Algorithms;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Agents;

public class ImaginationTests
{
    /// <summary>
    /// With p even between 0 and 1 the first group's share of an episode has the mean 1/2 and the variance 1/12 + 1/6 / entities; were p always one
    /// half, the variance would be 1/4 / entities.
    /// </summary>
    [Fact]
    public void Every_episode_draws_the_probability_of_the_first_imagined_group()
    {
        const int Episodes = 4_000;
        const int Entities = 20;
        var tape = new Tape<double>();
        Shard<double> shard = OneSlotShards.OfSituations(
            tape, OneSlotShards.Team with { Entities = new EntitySpec(Entities, Width: 1) }, seed: 1, Episodes);
        double[] groups = Imagination.Draw(shard, tape).Span.ToArray();
        double[] shares = [.. groups.Chunk(Entities).Select(episode => episode.Average())];
        Assert.All(groups, group => Assert.True(group is 0 or 1));
        Assert.Equal(0.5, shares.Average(), 0.02);
        Assert.Equal((1 / 12.0) + (1 / 6.0 / Entities), shares.Average(share => (share - 0.5) * (share - 0.5)), 0.005);
        for (int entity = 0; entity < Entities; entity++)
        {
            Assert.Equal(0.5, groups.Where((_, i) => i % Entities == entity).Average(), 0.04); // agents or not
        }
    }

    [Fact]
    public void Imagined_groups_differ_between_training_steps_and_are_the_same_for_the_same_step()
    {
        using var team = new CorridorTeam("refil");
        ReplayShards shards = CorridorTeam.Shards(team.Played(20), batch: 16, rows: int.MaxValue);
        float[] Draw(long step)
        {
            shards.Sample(3, step);
            var tape = new Tape<float>();
            return Imagination.Draw(shards.Fill(0, tape), tape).Span.ToArray();
        }

        float[] first = Draw(0);
        Assert.NotEqual(first, Draw(1));
        Assert.Equal(first, Draw(0));
    }
}
