using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Training;

public class LearnerStepTests
{
    /// <summary>Every algorithm that plays the corridor.</summary>
    public static TheoryData<string> Algorithms => SmallRun.DiscreteAlgorithms;

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Loss_and_gradients_do_not_depend_on_how_a_batch_of_ragged_episodes_is_cut(string algorithm)
    {
        (LearnerReport Report, float[] Gradients) Step(int rows)
        {
            using var team = new CorridorTeam(algorithm);
            ReplayShards shards = CorridorTeam.Shards(team.Played(40), batch: 16, rows);
            shards.Sample(3, 0);
            var learner = new LearnerStep<float>(team.Algorithm, team.Workers);
            LearnerReport report = learner.Run(shards);
            AssertCut(shards.Shards, rows);
            return (report, learner.GradientsOf(team.Algorithm.Groups[0]).Values.ToArray());
        }

        (LearnerReport expected, float[] gradients) = Step(rows: 1);
        Assert.True(expected.Loss > 0.01);
        foreach (int rows in (int[])[20, int.MaxValue])
        {
            (LearnerReport actual, float[] others) = Step(rows);
            Assert.Equal(expected.Loss, actual.Loss, 1e-5 * expected.Loss);
            Assert.Equal(expected.GradientNorm, actual.GradientNorm, 1e-5 * expected.GradientNorm);
            for (int i = 0; i < gradients.Length; i++)
            {
                Assert.Equal(gradients[i], others[i], 1e-5 * expected.GradientNorm);
            }
        }
    }

    /// <summary>An episode a shard, several, or all in one: three ways indeed.</summary>
    private static void AssertCut(int shards, int rows)
    {
        (int fewest, int most) = rows switch { 1 => (16, 16), int.MaxValue => (1, 1), _ => (2, 15) };
        Assert.InRange(shards, fewest, most);
    }

    /// <summary>Where an episode terminates, its last slot is padding too: no target bootstraps from it.</summary>
    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Padding_beyond_the_ends_of_episodes_is_not_learned_from(string algorithm)
    {
        (LearnerReport Report, float[][] Gradients) Step(bool drawPadding)
        {
            using var team = new CorridorTeam(algorithm);
            ReplayShards shards = CorridorTeam.Shards(team.Played(40), batch: 16, rows: int.MaxValue);
            shards.Sample(3, 0);
            var learner = new LearnerStep<float>(team.Algorithm, team.Workers);
            var padded = new ShardsWithDrawnPadding(shards);
            LearnerReport report = learner.Run(drawPadding ? padded : shards);
            Assert.Equal(drawPadding, padded.PaddedSlots > 0);
            return (report, [.. team.Algorithm.Groups.Select(group => learner.GradientsOf(group).Values.ToArray())]);
        }

        (LearnerReport clean, float[][] gradients) = Step(drawPadding: false);
        (LearnerReport withPadding, float[][] others) = Step(drawPadding: true);
        Assert.Equal(clean, withPadding);
        Assert.Equal(gradients, others);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(int.MaxValue, 1)]
    public void Phases_run_in_order_and_a_phase_per_time_step_begins_with_the_last_step(int rows, int threads)
    {
        using var team = new CorridorTeam(threads: threads);
        EpisodeReplay replay = team.Played(20);
        ReplayShards shards = CorridorTeam.Shards(replay, batch: 4, rows);
        shards.Sample(3, 0);
        var toy = new TwoGroups();
        var learner = new LearnerStep<float>(toy, team.Workers);
        LearnerReport report = learner.Run(shards);

        // Every step of a group asks for the loss of all shards before the next one begins.
        Assert.True(shards.Steps > 1);
        string[] expected =
        [
            .. Enumerable.Range(0, shards.Steps).Reverse().SelectMany(step => Enumerable.Repeat($"critic {step}", shards.Shards)),
            .. Enumerable.Repeat("actor 0", shards.Shards),
        ];
        Assert.Equal(expected, toy.Calls);
        Assert.Equal(shards.Steps, learner.OptimiserOf(toy.Critic).Steps);
        Assert.Equal(1, learner.OptimiserOf(toy.Actor).Steps);

        // Its optimiser moves each by its own gradients: the critic by the learning rate times Steps, the actor by once.
        Assert.True(Math.Abs(toy.Critic.Online["weight"].Value.Span[0]) > Math.Abs(toy.Actor.Online["weight"].Value.Span[0]));
        Assert.Equal(toy.Critic.Online["weight"].Value.Span[0], Assert.Single(toy.SeenByActor.Distinct()));
        Assert.Equal(1, report.GradientNorm, 1e-5);
    }

    /// <summary>A critic that steps once per time step, and an actor after it that must see what the critic has become.</summary>
    private sealed class TwoGroups : Algorithm<float>
    {
        private readonly List<string> _calls = [];

        public TwoGroups()
        {
            Critic = Group("critic");
            Actor = Group("actor");
            Phases = [new Phase<float>(Critic, (shard, tape, step) => Loss("critic", Critic, shard, tape, step), PerTimeStep: true), new Phase<float>(Actor, ActorLoss)];
        }

        public ParameterGroup<float> Critic { get; }

        public ParameterGroup<float> Actor { get; }

        public List<float> SeenByActor { get; } = [];

        public IReadOnlyList<string> Calls => _calls;

        public override IReadOnlyList<ParameterGroup<float>> Groups => [Critic, Actor];

        public override IReadOnlyList<Phase<float>> Phases { get; }

        private static ParameterGroup<float> Group(string name)
        {
            var set = new ParameterSet<float>();
            set.Declare("weight", 1, Initialiser.Zeros);
            return new ParameterGroup<float>(name, set, null, new LearnerSettings());
        }

        private Variable<float> ActorLoss(Shard<float> shard, Tape<float> tape, int step)
        {
            lock (_calls)
            {
                SeenByActor.Add(Critic.Online["weight"].Value.Span[0]);
            }

            return Loss("actor", Actor, shard, tape, step);
        }

        /// <summary>The weight itself, the share of this shard: its gradient is 1.</summary>
        private Variable<float> Loss(string name, ParameterGroup<float> group, Shard<float> shard, Tape<float> tape, int step)
        {
            lock (_calls)
            {
                _calls.Add($"{name} {step}");
            }

            float share = shard.Mask.Span.ToArray().Sum() / (float)shard.BatchTransitions;
            return (tape.Use(group.Online["weight"]) * share).Sum();
        }
    }
}
