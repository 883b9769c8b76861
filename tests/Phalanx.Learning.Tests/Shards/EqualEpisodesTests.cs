using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Shards;

/// <summary>Equal episodes of a batch are learned from once, with their number as the weight, and nothing else changes.</summary>
public class EqualEpisodesTests
{
    private const int Batch = 32;

    public static TheoryData<string> AlgorithmsWithoutDraws
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (AlgorithmDefinition algorithm in SmallRun.Algorithms.All.Where(algorithm => algorithm.DiscreteActions))
            {
                // Networks over entities cannot play a matrix game.
                if (algorithm.Name is not ("qmix-atten" or "vdn-atten" or "refil") && !Problem(algorithm.Name).Algorithm.Needs.Draws)
                {
                    names.Add(algorithm.Name);
                }
            }

            return names;
        }
    }

    [Fact]
    public void Equal_episodes_of_one_step_are_one_part_that_counts_as_often_as_it_was_drawn()
    {
        LearningProblem problem = Problem("qmix");
        EpisodeReplay replay = Played(problem, 60);
        var shards = new ReplayShards(replay, problem.Policy.Team, Batch, rows: 512, problem.Algorithm.Needs);
        shards.Sample(3, 1);
        int[] sampled = new int[Batch];
        replay.Sample(3, 1, sampled);
        var expected = new Dictionary<(int, int), int>();
        foreach (int age in sampled)
        {
            int[] actions = new int[2];
            replay[age].Read(SlotFields.Actions, 0, actions);
            expected[(actions[0], actions[1])] = expected.GetValueOrDefault((actions[0], actions[1])) + 1;
        }

        Shard<float> shard = shards.Fill(0, new Tape<float>());
        Assert.Equal((1, Batch), (shards.Shards, (int)shard.BatchTransitions));
        Assert.Equal(Batch, shard.BatchEpisodesAtStep.Span[0]);
        Assert.True(shard.Episodes is > 1 and <= 9, $"{shard.Episodes} parts");
        Dictionary<(int, int), int> counted = Enumerable.Range(0, shard.Episodes).ToDictionary(
            part => (shard.Actions.Span[2 * part], shard.Actions.Span[(2 * part) + 1]), part => (int)shard.Mask.Span[part]);
        Assert.Equal(expected.OrderBy(pair => pair.Key), counted.OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(AlgorithmsWithoutDraws))]
    public void A_training_step_has_the_loss_and_the_gradients_of_all_episodes_apart(string algorithm)
    {
        (double loss, float[] gradients) = Step(apart: false);
        (double lossApart, float[] gradientsApart) = Step(apart: true);
        Assert.Equal(lossApart, loss, 1e-5 * Math.Max(1, Math.Abs(lossApart)));
        float largest = gradientsApart.Max(Math.Abs);
        Assert.True(largest > 0);
        Assert.All(gradients.Zip(gradientsApart), pair => Assert.Equal(pair.Second, pair.First, 2e-5 * largest));

        (double Loss, float[] Gradients) Step(bool apart)
        {
            LearningProblem problem = Problem(algorithm);
            ParameterGroup<float> group = problem.Algorithm.Groups[0];
            group.Initialise(7);
            using var workers = new WorkerPool(1);
            var learner = new LearnerStep<float>(problem.Algorithm, workers);
            var shards = new ReplayShards(
                Played(problem, 60), problem.Policy.Team, Batch, rows: 512, problem.Algorithm.Needs with { Draws = apart });
            shards.Sample(3, 1);
            return (learner.Run(shards).Loss, learner.GradientsOf(group).Values.ToArray());
        }
    }

    [Fact]
    public void An_algorithm_that_draws_has_every_episode_apart_and_one_that_does_not_say_so_gets_no_draws()
    {
        LearningProblem problem = Problem("dmix");
        EpisodeReplay replay = Played(problem, 60);
        var shards = new ReplayShards(replay, problem.Policy.Team, Batch, rows: 512, problem.Algorithm.Needs);
        shards.Sample(3, 1);
        Assert.Equal(Batch, shards.Fill(0, new Tape<float>()).Episodes);

        var undeclared = new ReplayShards(replay, problem.Policy.Team, Batch, rows: 512, problem.Algorithm.Needs with { Draws = false });
        undeclared.Sample(3, 1);
        using var workers = new WorkerPool(1);
        Exception refusal = Assert.Throws<InvalidOperationException>(() => new LearnerStep<float>(problem.Algorithm, workers).Run(undeclared));
        Assert.Contains("does not declare that its losses draw", refusal.Message);
    }

    [Fact]
    public void Episodes_are_found_equal_among_those_that_are_held_and_only_there()
    {
        LearningProblem problem = Problem("qmix");
        EpisodeReplay replay = Played(problem, 200, capacity: 40);
        Assert.Equal(40, replay.Count);
        var kinds = new Dictionary<long, string>();
        for (int age = 0; age < replay.Count; age++)
        {
            int[] actions = new int[2];
            replay[age].Read(SlotFields.Actions, 0, actions);
            string content = string.Join(' ', actions);
            Assert.Equal(content, kinds.TryGetValue(replay[age].Kind, out string? known) ? known : kinds[replay[age].Kind] = content);
        }

        Assert.Equal(kinds.Count, kinds.Values.Distinct().Count());
    }

    private static LearningProblem Problem(string algorithm) => new(
        RegisteredAlgorithmsTests.SettingsOf(algorithm, "matrix/qtran"), EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms);

    /// <summary>A replay of games played at random.</summary>
    private static EpisodeReplay Played(LearningProblem problem, int episodes, int? capacity = null)
    {
        foreach (ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            group.Initialise(7);
        }

        using var workers = new WorkerPool(1);
        var replay = new EpisodeReplay(problem.Layout, capacity ?? episodes);
        var recorder = new EpisodeRecorder(problem.Layout, episodes);
        using var rollout = new Rollout(problem.Environments(episodes), problem.Policy, workers);
        rollout.Play(new Round(5, RoundPurpose.Training, 0, episodes, new RunProgress(0, 1)), recorder);
        replay.Add(recorder);
        return replay;
    }
}
