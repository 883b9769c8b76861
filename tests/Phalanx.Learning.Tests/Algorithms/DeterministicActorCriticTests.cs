using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>On what the gradient of the first agent's actor depends: that is what tells these methods apart.</summary>
public class DeterministicActorCriticTests
{
    /// <summary>Whether it depends on what the others did, what they would do now, and how values are mixed.</summary>
    [Theory]
    [InlineData("maddpg", true, false, false)]
    [InlineData("vdn-ac", false, false, false)]
    [InlineData("qmix-ac", false, false, false)]
    [InlineData("facmac", false, true, true)]
    public void The_gradient_of_an_actor_depends_only_on_what_its_method_says(string name, bool done, bool wouldDo, bool mixer)
    {
        double[] first = Gradient(name);
        Assert.Contains(first, gradient => gradient != 0);
        Assert.Equal(done, !first.SequenceEqual(Gradient(name, shard => Move(shard.ContinuousActions.Span, shard, agent: 1))));
        Assert.Equal(first, Gradient(name, shard => Move(shard.ContinuousActions.Span, shard, agent: 0))); // what it did itself
        Assert.Equal(wouldDo, !first.SequenceEqual(Gradient(name, change: algorithm => Redraw(algorithm.Groups[1].Online, "agent.1."))));
        Assert.Equal(mixer, !first.SequenceEqual(Gradient(name, change: algorithm => Redraw(algorithm.Groups[0].Online, "mixer."))));
    }

    /// <summary>With critics whose outputs do not depend on their inputs.</summary>
    [Fact]
    public void Critics_are_regressed_on_the_reward_plus_the_target_value_of_the_next_state()
    {
        Algorithm<double> algorithm = ContinuousReferenceTests.Create<double>("vdn-ac");
        WriteOutputs(algorithm.Groups[0].Online, [0.5, -0.3, 1.1]);
        WriteOutputs(algorithm.Groups[0].Target!, [0.1, 0.7, -0.2]);
        var tape = new Tape<double>();
        Shard<double> shard = ContinuousBatch.Fill(tape, algorithm.Figures.Count);
        double gamma = new LearnerSettings().Gamma;
        double expected = Enumerable.Range(0, shard.Episodes)
            .Average(episode => Math.Pow(1.3 - shard.Rewards.Span[episode] - (gamma * (1 - shard.Terminated.Span[episode]) * 0.6), 2));
        Assert.Equal(expected, algorithm.Phases[0].Loss(shard, tape, 0).Value.Span[0], 1e-12);
    }

    private static double[] Gradient(string name, Action<Shard<double>>? disturb = null, Action<Algorithm<double>>? change = null)
    {
        Algorithm<double> algorithm = ContinuousReferenceTests.Create<double>(name);
        change?.Invoke(algorithm);
        var tape = new Tape<double>();
        Shard<double> shard = ContinuousBatch.Fill(tape, algorithm.Figures.Count);
        disturb?.Invoke(shard);
        ParameterSet<double> actors = algorithm.Phases[1].Group.Online;
        var gradients = new Gradients<double>(actors);
        tape.Backward(algorithm.Phases[1].Loss(shard, tape, 0), gradients);
        return
        [
            .. actors.Parameters.Where(parameter => parameter.Name.StartsWith("agent.0.", StringComparison.Ordinal))
                .SelectMany(parameter => gradients[parameter].Span.ToArray()),
        ];
    }

    /// <summary>Other actions of one agent in the batch.</summary>
    private static void Move(Span<double> actions, Shard<double> shard, int agent)
    {
        int dimensions = shard.Team.ActionDimensions;
        for (int episode = 0; episode < shard.Episodes; episode++)
        {
            foreach (ref double action in actions.Slice(((episode * shard.Team.Agents) + agent) * dimensions, dimensions))
            {
                action = 1 - (0.5 * action);
            }
        }
    }

    private static void Redraw(ParameterSet<double> set, string scope)
    {
        foreach (Parameter<double> parameter in set.Parameters.Where(parameter => parameter.Name.StartsWith(scope, StringComparison.Ordinal)))
        {
            parameter.Write(Array.ConvertAll(parameter.Value.Span.ToArray(), value => 0.1 - (1.5 * value)));
        }
    }

    private static void WriteOutputs(ParameterSet<double> set, double[] values)
    {
        foreach (Parameter<double> parameter in set.Parameters)
        {
            parameter.Write(new double[parameter.Shape.Count]);
        }

        for (int agent = 0; agent < values.Length; agent++)
        {
            set[$"critic.{agent}.4.bias"].Write([values[agent]]);
        }
    }
}
