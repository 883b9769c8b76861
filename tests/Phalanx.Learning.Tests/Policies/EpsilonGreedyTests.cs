using FsCheck;
using FsCheck.Fluent;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;

namespace Phalanx.Learning.Tests.Policies;

public class EpsilonGreedyTests
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("test of a rule");

    [Fact]
    public void Epsilon_greedy_without_exploration_takes_the_best_available_action_and_draws_nothing()
    {
        bool Holds(ulong seed)
        {
            var draws = new RandomStream(seed, Purpose, 0);
            int count = 1 + draws.NextInt(8);
            float[] outputs = new float[count];
            bool[] available = new bool[count];
            for (int i = 0; i < count; i++)
            {
                outputs[i] = draws.NextInt(-3, 4); // ties are frequent, and all may be below zero
                available[i] = draws.NextInt(2) == 0;
            }

            available[draws.NextInt(count)] = true;
            var stream = new RandomStream(seed, Purpose, 1);
            int chosen = new EpsilonGreedy().Choose(outputs, available, new RunProgress(9, 0), ref stream);
            float best = outputs.Where((_, i) => available[i]).Max();
            int first = Enumerable.Range(0, count).First(i => available[i] && outputs[i] == best);
            return chosen == first && stream.Position == 0;
        }

        Prop.ForAll<ulong>(Holds).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Epsilon_greedy_with_full_exploration_is_uniform_over_the_available_actions()
    {
        var stream = new RandomStream(1, Purpose, 2);
        int[] counts = new int[6];
        for (int i = 0; i < 40_000; i++)
        {
            counts[new EpsilonGreedy().Choose([9, 0, 0, 5, 0, 1], [false, true, true, false, true, true], new RunProgress(9, 1), ref stream)]++;
        }

        Assert.Equal((0, 0), (counts[0], counts[3]));
        foreach (int action in (int[])[1, 2, 4, 5])
        {
            Assert.InRange(counts[action], 9_600, 10_400); // four standard deviations and more
        }
    }

    [Fact]
    public void Epsilon_greedy_takes_the_best_action_as_often_as_epsilon_says()
    {
        var stream = new RandomStream(1, Purpose, 3);
        int best = 0;
        for (int i = 0; i < 40_000; i++)
        {
            best += new EpsilonGreedy().Choose([0, 1, 0, 0], [true, true, true, true], new RunProgress(9, 0.4), ref stream) == 1 ? 1 : 0;
        }

        Assert.InRange(best, (0.7 * 40_000) - 400, (0.7 * 40_000) + 400);
    }
}
