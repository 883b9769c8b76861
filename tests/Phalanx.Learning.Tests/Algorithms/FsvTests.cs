using Phalanx.Foundation;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

public class FsvTests
{
    [Fact]
    public void Soft_values_are_the_logarithm_of_a_sum_of_energies_and_lie_between_the_best_and_its_bonus()
    {
        const double Temperature = 0.4;
        (Shard<double> shard, double[] q, Fsv<double>.Soft soft) = Soft(Temperature);
        ForEachRow(shard, (row, available) =>
        {
            double[] own = [.. available.Select(action => q[(row * shard.Team.Actions) + action])];
            double v = Temperature * Math.Log(own.Sum(value => Math.Exp(value / Temperature)));
            Assert.Equal(v, soft.V.Value.Span[row], 1e-12);
            Assert.InRange(v, own.Max(), own.Max() + (Temperature * Math.Log(own.Length)) + 1e-12);
            double all = 0;
            foreach (int action in available)
            {
                int at = (row * shard.Team.Actions) + action;
                Assert.Equal(Math.Exp((q[at] - v) / Temperature), soft.Policy.Value.Span[at], 1e-12);
                Assert.Equal((q[at] - v) / Temperature, soft.LogPolicy.Value.Span[at], 1e-12);
                all += soft.Policy.Value.Span[at];
            }

            Assert.Equal(1, all, 1e-12); // so nothing unavailable is ever drawn
        });
    }

    [Fact]
    public void Soft_policies_become_greedy_and_soft_values_the_best_value_as_the_temperature_falls()
    {
        (Shard<double> shard, double[] q, Fsv<double>.Soft soft) = Soft(1e-4);
        ForEachRow(shard, (row, available) =>
        {
            int best = available.MaxBy(action => q[(row * shard.Team.Actions) + action]);
            Assert.Equal(q[(row * shard.Team.Actions) + best], soft.V.Value.Span[row], 1e-9);
            Assert.Equal(1, soft.Policy.Value.Span[(row * shard.Team.Actions) + best], 1e-9);
        });
    }

    [Fact]
    public void Soft_greedy_draws_by_the_energies_of_available_actions_and_takes_the_best_in_a_test()
    {
        var rule = new SoftGreedy(new TemperatureSettings { Start = 2, Finish = 0.5, Steps = 100 }.ToSchedule());
        float[] values = [1, 9, 2, 0];
        bool[] available = [true, false, true, true];
        var stream = new RandomStream(1, StreamPurpose.Named("test of soft-greedy"), 0);
        const int Draws = 40_000;
        int[] counts = new int[4];
        for (int i = 0; i < Draws; i++)
        {
            counts[rule.Choose(values, available, new RunProgress(100, 0), ref stream)]++;
        }

        double all = Math.Exp(2) + Math.Exp(4) + Math.Exp(0);
        Assert.Equal(Math.Exp(2) / all, counts[0] / (double)Draws, 0.01);
        Assert.Equal(0, counts[1]);
        Assert.Equal(Math.Exp(4) / all, counts[2] / (double)Draws, 0.01);
        Assert.Equal(2, rule.Choose(values, available, RunProgress.Test(), ref stream));

        Array.Clear(counts);
        for (int i = 0; i < Draws; i++)
        {
            counts[rule.Choose(values, available, new RunProgress(100, 1), ref stream)]++;
        }

        Assert.Equal(1 / 3.0, counts[3] / (double)Draws, 0.01);
        Assert.Equal(0, counts[1]);
    }

    private static void ForEachRow(Shard<double> shard, Action<int, int[]> check)
    {
        int actions = shard.Team.Actions;
        int rows = 0;
        for (int row = 0; row < shard.Slots * shard.Rows; row++)
        {
            double[] open = shard.Available.Span.Slice(row * actions, actions).ToArray();
            int[] available = [.. Enumerable.Range(0, actions).Where(action => open[action] == 1)];
            if (available.Length > 0) // none is beyond the end of an episode
            {
                check(row, available);
                rows++;
            }
        }

        Assert.NotEqual(0, rows);
    }

    /// <summary>Soft values of arbitrary utilities on the recorded batch.</summary>
    private static (Shard<double> Shard, double[] Q, Fsv<double>.Soft Soft) Soft(double temperature)
    {
        var recorded = new RecordedLearner("fsv");
        var tape = new Tape<double>();
        Shard<double> shard = new RecordedBatch<double>(recorded, shards: 1).Fill(0, tape);
        var algorithm = new Fsv<double>(
            TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), new LearnerSettings(), new() { Temperature = new() { Start = temperature, Finish = temperature } });
        double[] q = [.. Enumerable.Range(0, shard.Slots * shard.Rows * shard.Team.Actions).Select(i => 2 * Math.Sin(i * i))];
        Variable<double> values = tape.Constant(tape.Arena.RentCopy((shard.Slots, shard.Rows, shard.Team.Actions), q));
        return (shard, q, algorithm.SoftValues(shard, values, 0));
    }
}
