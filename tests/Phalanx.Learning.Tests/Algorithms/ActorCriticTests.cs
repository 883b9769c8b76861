using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

public class ActorCriticTests
{
    [Fact]
    public void Advantages_of_coma_are_zero_on_average_over_a_policy()
    {
        const int Rows = 50;
        const int Actions = 5;
        var draws = new RandomStream(4, StreamPurpose.Named("test of advantages"), 0);
        var tape = new Tape<double>();
        Variable<double> policy = tape.Constant(Drawn()).Softmax();
        Variable<double> values = tape.Constant(Drawn());
        double[] average = new double[Rows];
        for (int action = 0; action < Actions; action++)
        {
            Tensor<int> chosen = tape.Indices.Rent((1, Rows));
            chosen.Span.Fill(action);
            ReadOnlySpan<double> advantage = Coma<double>.Advantage(policy, values, chosen).Value.Span;
            for (int row = 0; row < Rows; row++)
            {
                average[row] += policy.Value.Span[(row * Actions) + action] * advantage[row];
            }
        }

        Assert.All(average, mean => Assert.Equal(0, mean, 1e-12));

        Tensor<double> Drawn()
        {
            Tensor<double> tensor = tape.Arena.Rent((1, Rows, Actions));
            foreach (ref double element in tensor.Span)
            {
                element = (6 * draws.NextDouble()) - 3;
            }

            return tensor;
        }
    }

    [Fact]
    public void Actions_of_maddpg_are_the_drawn_ones_forwards_and_the_soft_max_backwards()
    {
        var recorded = new RecordedLearner("maddpg");
        var algorithm = (Maddpg<double>)recorded.Load(ActorCriticReferenceTests.Create<double>);
        var tape = new Tape<double>();
        Shard<double> shard = new RecordedBatch<double>(recorded, shards: 1).Fill(0, tape);
        Tensor<double> drawn = tape.Arena.Rent((shard.Steps, shard.Rows, shard.Team.Actions));
        for (int i = 0; i < drawn.Count; i++)
        {
            drawn.Span[i] = Math.Sin(i);
        }

        Variable<double> logits = tape.Leaf(drawn);
        Variable<double> chosen = algorithm.Chosen(shard, logits);
        Tensor<double> noise = shard.Noise.Gumbel(tape, Maddpg<double>.Exploring, shard.Steps, shard.Team.Agents * shard.Team.Actions);
        Variable<double> soft = (logits + tape.Constant(noise.Reshape(drawn.Shape))).Softmax(shard.Available.Slice(0, shard.Steps));
        ReadOnlySpan<double> hard = chosen.Value.Span;
        for (int row = 0; row < hard.Length; row += shard.Team.Actions)
        {
            ReadOnlySpan<double> own = hard.Slice(row, shard.Team.Actions);
            ReadOnlySpan<double> likely = soft.Value.Span.Slice(row, shard.Team.Actions);
            bool real = shard.Available.Span.Slice(row, shard.Team.Actions).Contains(1);
            Assert.Equal(real ? 1 : 0, own.Count(1));
            Assert.Equal(own.Length - (real ? 1 : 0), own.Count(0));
            Assert.True(!real || likely[own.IndexOf(1)] == likely.ToArray().Max());
        }

        double[] weights = [.. Enumerable.Range(0, drawn.Count).Select(i => Math.Cos(3 * i))];
        var none = new Gradients<double>(new ParameterSet<double>());
        tape.Backward(chosen, weights, none);
        double[] through = tape.GradientOf(logits).Span.ToArray();
        tape.Backward(soft, weights, none);
        Assert.Equal(tape.GradientOf(logits).Span.ToArray(), through);
    }

    /// <summary>Rewards are of the critic's loss alone.</summary>
    [Theory]
    [InlineData("maddpg")]
    [InlineData("masac")]
    public void The_loss_of_the_critic_gives_the_actors_no_gradient(string algorithm)
    {
        (float[] actors, float[] critic) = GradientsOf(algorithm, rewards: 1, draws: 1);
        (float[] sameActors, float[] otherCritic) = GradientsOf(algorithm, rewards: 5, draws: 1);
        Assert.Equal(actors, sameActors);
        Assert.NotEqual(critic, otherCritic);
    }

    /// <summary>What the actors draw is of their loss alone.</summary>
    [Theory]
    [InlineData("maddpg")]
    [InlineData("masac")]
    public void The_loss_of_the_actors_gives_the_critic_no_gradient(string algorithm)
    {
        (float[] actors, float[] critic) = GradientsOf(algorithm, rewards: 1, draws: 1);
        (float[] otherActors, float[] sameCritic) = GradientsOf(algorithm, rewards: 1, draws: 2);
        Assert.NotEqual(actors, otherActors);
        Assert.Equal(critic, sameCritic);
    }

    /// <summary>Gradients of the actors and of the critic with rewards so many times as large and other draws of the actors.</summary>
    private static (float[] Actors, float[] Critic) GradientsOf(string name, float rewards, ulong draws)
    {
        using var team = new CorridorTeam(name);
        ReplayShards shards = CorridorTeam.Shards(team.Played(12), batch: 8, rows: int.MaxValue);
        shards.Sample(3, 0, new RunProgress(0, 0.3));
        var tape = new Tape<float>();
        Shard<float> shard = shards.Fill(0, tape) with { Noise = new Noise<float>(new ActorsDraws(draws), 0, 8) };
        foreach (ref float reward in shard.Rewards.Span)
        {
            reward *= rewards;
        }

        Phase<float> phase = Assert.Single(team.Algorithm.Phases);
        var gradients = new Gradients<float>(phase.Group.Online);
        tape.Backward(phase.Loss(shard, tape, 0), gradients);
        ILookup<bool, float[]> parts = phase.Group.Online.Parameters.ToLookup(
            parameter => parameter.Name.StartsWith("agent.", StringComparison.Ordinal), parameter => gradients[parameter].Span.ToArray());
        return ([.. parts[true].SelectMany(part => part)], [.. parts[false].SelectMany(part => part)]);
    }

    /// <summary>Draws of the actors by a seed, all others by another that stays.</summary>
    private sealed class ActorsDraws(ulong seed) : NoiseSource<float>
    {
        private readonly AddressedNoise _actors = Begun(seed);
        private readonly AddressedNoise _others = Begun(99);

        public override void Uniform(StreamPurpose purpose, int place, SlotsOf<float> draws) => Of(purpose).Uniform(purpose, place, draws);

        public override void Normal(StreamPurpose purpose, int place, SlotsOf<float> draws) => Of(purpose).Normal(purpose, place, draws);

        public override void Choose(StreamPurpose purpose, int place, SlotsOf<float> probabilities, SlotsOf<int> actions) =>
            Of(purpose).Choose(purpose, place, probabilities, actions);

        private static AddressedNoise Begun(ulong seed)
        {
            var noise = new AddressedNoise();
            noise.Begin(seed, 0);
            return noise;
        }

        private AddressedNoise Of(StreamPurpose purpose) => purpose == Masac<float>.ActedByTarget ? _others : _actors;
    }
}
