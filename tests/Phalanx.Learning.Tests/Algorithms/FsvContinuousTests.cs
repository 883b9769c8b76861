using Phalanx.Learning.Losses;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// The three phases computed by hand, with networks whose outputs do not depend on their inputs: all weights are zero, and so is every bias but the last.
/// λ is 1 then.
/// </summary>
public class FsvContinuousTests
{
    private const double Temperature = 0.7;
    private const double Gamma = 0.9;

    private static readonly CriticOutputs Online = new(Q: [0.5, -0.3, 1.1], V: [0.9, 0.4, -0.6], Weights: [1.5, -0.5, 0.8], Bias: 0.2);

    private static readonly CriticOutputs Target = new(Q: [0.1, 0.7, -0.2], V: [-0.4, 0.3, 0.8], Weights: [-0.6, 1.2, 0.3], Bias: -0.1);

    // Two means and two logarithms of deviations for every agent.
    private static readonly double[][] Actors = [[0.3, -0.2, -0.5, 0.1], [0.6, 0.1, -1, -0.3], [-0.4, 0.5, 0.2, -0.7]];

    private readonly Tape<double> _tape = new();
    private readonly FsvContinuous<double> _algorithm = new(
        TestAgents.Actors<double>(ContinuousBatch.Team, new AgentSettings { Hidden = 6 }, outputs: 2),
        new() { Gamma = Gamma },
        new() { Continuous = new() { CriticWidth = 5, Temperature = Temperature } });

    private readonly Shard<double> _shard;
    private readonly double[][] _logPolicies;

    public FsvContinuousTests()
    {
        WriteOutputs(_algorithm.Groups[0].Online, Online);
        WriteOutputs(_algorithm.Groups[0].Target!, Target);
        ParameterSet<double> actors = _algorithm.Groups[1].Online;
        Clear(actors);
        for (int agent = 0; agent < Actors.Length; agent++)
        {
            actors[$"agent.{agent}.4.bias"].Write(Actors[agent]);
        }

        _algorithm.Groups[2].Initialise(1);
        _shard = ContinuousBatch.Fill(_tape, _algorithm.Figures.Count);
        double[] outputs = [.. Enumerable.Range(0, _shard.Rows).SelectMany(row => Actors[row % Actors.Length])];
        var drawn = SquashedSample<double>.Draw(
            _shard, _tape.Constant(_tape.Arena.RentCopy((1, _shard.Rows, 4), outputs)), FsvContinuous<double>.ActorsActions); // other draws are the same
        _logPolicies = [.. drawn.LogPolicy.Value.Span.ToArray().Chunk(Actors.Length)];
    }

    [Fact]
    public void Fsv_critics_learn_returns_and_soft_values_without_gradients_to_each_other()
    {
        double[] errors = [.. _logPolicies.Select((log, episode) => Online.Joint - Return(episode, log))];
        double[][] gaps = [.. _logPolicies.Select(log => log.Select((each, agent) => Online.V[agent] - Online.Q[agent] + (Temperature * each)).ToArray())];
        (double loss, Gradients<double> gradients) = Learn(phase: 0);

        Assert.Equal(errors.Average(error => error * error) + gaps.Average(own => own.Sum(gap => gap * gap)), loss, 1e-12);
        ParameterSet<double> set = _algorithm.Groups[0].Online;
        double slope = 2 * errors.Average();
        Assert.Equal(slope, gradients[set["mixer.hyper_b.bias"]].Span[0], 1e-12);
        for (int agent = 0; agent < Actors.Length; agent++)
        {
            Assert.Equal(slope, gradients[set[$"q.{agent}.4.bias"]].Span[0], 1e-12); // for any λ
            Assert.Equal(2 * gaps.Average(own => own[agent]), gradients[set[$"v.{agent}.4.bias"]].Span[0], 1e-12);
            Assert.Equal(slope * Math.Sign(Online.Weights[agent]) * Online.V[agent], gradients[set["mixer.hyper_w.bias"]].Span[agent], 1e-12);
        }

        double Return(int episode, double[] log) =>
            _shard.Rewards.Span[episode] + (Gamma * (1 - _shard.Terminated.Span[episode]) * (Target.Joint - (Temperature * log.Sum())));
    }

    [Fact]
    public void Fsv_actors_maximise_their_own_values_and_their_entropy() => Assert.Equal(
        _logPolicies.Average(log => log.Select((each, agent) => (Temperature * each) - Online.Q[agent]).Sum()), Learn(phase: 1).Loss, 1e-12);

    [Fact]
    public void The_fsv_temperature_targets_an_entropy_of_minus_one_per_dimension()
    {
        _ = Learn(phase: 1); // which leaves its draws
        int dimensions = Actors.Length * ContinuousBatch.Team.ActionDimensions;
        (double loss, Gradients<double> gradients) = Learn(phase: 2);
        double expected = -Temperature * (_logPolicies.Average(log => log.Sum()) - dimensions);
        Assert.Equal(expected, loss, 1e-12);
        Assert.Equal(expected, gradients.Values[0], 1e-12); // of the logarithm
    }

    private (double Loss, Gradients<double> Gradients) Learn(int phase)
    {
        var gradients = new Gradients<double>(_algorithm.Phases[phase].Group.Online);
        Variable<double> loss = _algorithm.Phases[phase].Loss(_shard, _tape, 0);
        _tape.Backward(loss, gradients);
        return (loss.Value.Span[0], gradients);
    }

    private static void WriteOutputs(ParameterSet<double> set, CriticOutputs outputs)
    {
        Clear(set);
        for (int agent = 0; agent < outputs.Q.Length; agent++)
        {
            set[$"q.{agent}.4.bias"].Write([outputs.Q[agent]]);
            set[$"v.{agent}.4.bias"].Write([outputs.V[agent]]);
        }

        set["mixer.hyper_w.bias"].Write(outputs.Weights);
        set["mixer.hyper_b.bias"].Write([outputs.Bias]);
    }

    private static void Clear(ParameterSet<double> set)
    {
        foreach (Parameter<double> parameter in set.Parameters)
        {
            parameter.Write(new double[parameter.Shape.Count]);
        }
    }

    /// <summary>The outputs of the critics, the same for all inputs.</summary>
    private sealed record CriticOutputs(double[] Q, double[] V, double[] Weights, double Bias)
    {
        /// <summary>Q_tot by equation 7, all λ being 1.</summary>
        public double Joint => Q.Sum() - V.Sum() + Weights.Zip(V, (weight, value) => Math.Abs(weight) * value).Sum() + Bias;
    }
}
