using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// The methods for continuous actions. No recorded steps exist for them, so every phase is compared with central differences of its whole loss,
/// and single precision with double.
/// </summary>
[Trait("Category", "Reference")]
public class ContinuousReferenceTests
{
    public static TheoryData<string, int> Phases => new()
    {
        { "maddpg", 0 }, { "maddpg", 1 }, { "vdn-ac", 0 }, { "vdn-ac", 1 }, { "qmix-ac", 0 }, { "qmix-ac", 1 }, { "facmac", 1 }, { "fsv", 0 }, { "fsv", 1 }, { "fsv", 2 },
    };

    [Theory]
    [MemberData(nameof(Phases))]
    [ComparesGradients]
    public void Gradients_of_every_phase_agree_with_differences_of_its_loss(string name, int phase)
    {
        Algorithm<double> algorithm = Create<double>(name);
        if (LossDifferences.Compared.Note(algorithm.GetType().GetGenericTypeDefinition()))
        {
            return;
        }

        ParameterSet<double> set = algorithm.Phases[phase].Group.Online;
        var gradients = new Gradients<double>(set);
        _ = Loss(algorithm, phase, gradients);
        double scale = gradients.Values.ToArray().Max(Math.Abs);
        int compared = 0;
        foreach (Parameter<double> parameter in set.Parameters)
        {
            // Equation 33 gives the values of agents a gradient of its own.
            if (name == "fsv" && phase == 0 && !parameter.Name.StartsWith("mixer.", StringComparison.Ordinal))
            {
                continue;
            }

            double[] values = parameter.Value.Span.ToArray();
            foreach (int i in (int[])[0, values.Length / 2, values.Length - 1])
            {
                double difference = (With(values[i] + 1e-6) - With(values[i] - 1e-6)) / 2e-6;
                double gradient = gradients[parameter].Span[i];
                Assert.True(Math.Abs(difference - gradient) <= 1e-6 * Math.Max(1, scale), $"{parameter.Name}[{i}]: {gradient:R}, by differences {difference:R}");
                compared += gradient == 0 ? 0 : 1;

                double With(double value)
                {
                    double[] changed = [.. values];
                    changed[i] = value;
                    parameter.Write(changed);
                    double loss = Loss(algorithm, phase, gradients: null);
                    parameter.Write(values);
                    return loss;
                }
            }
        }

        Assert.NotEqual(0, compared);
    }

    [Theory]
    [InlineData("maddpg", 2)]
    [InlineData("vdn-ac", 2)]
    [InlineData("qmix-ac", 2)]
    [InlineData("fsv", 3)]
    public void Losses_in_single_precision_are_those_in_double_precision(string name, int phases)
    {
        for (int phase = 0; phase < phases; phase++)
        {
            double exact = Loss(Create<double>(name), phase, gradients: null);
            Assert.Equal(exact, Loss(Create<float>(name), phase, gradients: null), 1e-5 * Math.Max(1, Math.Abs(exact)));
        }
    }

    [Fact]
    public void Log_policies_are_the_log_densities_of_squashed_normal_variables()
    {
        var tape = new Tape<double>();
        Shard<double> shard = ContinuousBatch.Fill(tape, notes: 0);
        double[] outputs = [.. Enumerable.Range(0, shard.Rows * 4).Select(i => 0.8 * Math.Cos(i))];
        var drawn = SquashedSample<double>.Draw(
            shard, tape.Constant(tape.Arena.RentCopy((1, shard.Rows, 4), outputs)), FsvContinuous<double>.ActorsActions);
        for (int row = 0; row < shard.Rows; row++)
        {
            double log = 0;
            for (int dimension = 0; dimension < 2; dimension++)
            {
                (double mean, double deviation) = (outputs[(row * 4) + dimension], Math.Exp(outputs[(row * 4) + 2 + dimension]));
                double u = drawn.Actions.Value.Span[(row * 2) + dimension];
                double z = (Math.Atanh(u) - mean) / deviation;
                log += (-0.5 * z * z) - Math.Log(deviation * Math.Sqrt(2 * Math.PI)) - Math.Log(1 - (u * u));
            }

            Assert.Equal(log, drawn.LogPolicy.Value.Span[row], 1e-4); // the millionth that keeps the logarithm finite
        }
    }

    [Fact]
    public void Actions_of_the_environment_are_seen_from_minus_one_to_one_and_lead_back()
    {
        var tape = new Tape<double>();
        Shard<double> shard = ContinuousBatch.Fill(tape, notes: 0);
        double[] normalised = shard.NormalisedActions(tape).Value.Span.ToArray();
        for (int i = 0; i < normalised.Length; i++)
        {
            Assert.InRange(normalised[i], -1, 1);
            Assert.Equal(shard.ContinuousActions.Span[i], shard.Team.ContinuousActions!.InBounds(i % 2, normalised[i]), 1e-5);
        }
    }

    /// <summary>The temperature rises if policies are surer than they are meant to be, and falls otherwise.</summary>
    [Theory]
    [InlineData(-3, -1)]
    [InlineData(1, 1)]
    public void The_temperature_moves_towards_the_target_entropy(double logDeviation, int sign)
    {
        Algorithm<double> algorithm = Create<double>("fsv");
        foreach (Parameter<double> parameter in algorithm.Groups[1].Online.Parameters)
        {
            bool last = parameter.Name.EndsWith(".4.bias", StringComparison.Ordinal);
            parameter.Write([.. Enumerable.Range(0, parameter.Shape.Count).Select(i => last && i >= 2 ? logDeviation : 0)]);
        }

        var gradients = new Gradients<double>(algorithm.Groups[2].Online);
        _ = Loss(algorithm, 2, gradients);
        Assert.Equal(sign, Math.Sign(gradients.Values[0]));
    }

    /// <summary>The loss of a phase, after those before it have written what it reads.</summary>
    private static double Loss<T>(Algorithm<T> algorithm, int phase, Gradients<T>? gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tape = new Tape<T>();
        Shard<T> shard = ContinuousBatch.Fill(tape, algorithm.Figures.Count);
        for (int before = 0; before < phase; before++)
        {
            algorithm.Phases[before].Loss(shard, tape, 0);
        }

        Variable<T> loss = algorithm.Phases[phase].Loss(shard, tape, 0);
        if (gradients is not null)
        {
            tape.Backward(loss, gradients);
        }

        return double.CreateChecked(loss.Value.Span[0]);
    }

    /// <summary>A method for continuous actions with small networks that were drawn; <c>facmac</c> is a form of QMIX-AC.</summary>
    internal static Algorithm<T> Create<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TeamShape team, AgentSettings agent, LearnerSettings learner) = (ContinuousBatch.Team, new AgentSettings { Hidden = 6 }, new LearnerSettings());
        var critic = new ActorCriticSettings { CriticWidth = 5, ActionPenalty = name == "facmac" ? 0.1 : 0 };
        var mixer = new QmixSettings { Embedding = 4, HypernetWidth = 5 };
        Algorithm<T> algorithm = name switch
        {
            "maddpg" => new MaddpgContinuous<T>(TestAgents.Actors<T>(team, agent, outputs: 1), learner, critic),
            "vdn-ac" => new VdnAc<T>(TestAgents.Actors<T>(team, agent, outputs: 1), learner, critic),
            "qmix-ac" => new QmixAc<T>(TestAgents.Actors<T>(team, agent, outputs: 1), learner, new() { Critic = critic, Mixer = mixer }),
            "facmac" => new QmixAc<T>(TestAgents.Actors<T>(team, agent, outputs: 1), learner, new() { Critic = critic, Mixer = mixer, Gradient = QmixAcGradient.Mixer }),
            "fsv" => new FsvContinuous<T>(TestAgents.Actors<T>(team, agent, outputs: 2), learner, new()
            {
                Heads = 2,
                AttentionWidth = 3,
                Embedding = 4,
                EmbeddingWidth = 5,
                Continuous = new() { CriticWidth = 5, Temperature = 0.7 },
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such method."),
        };
        foreach (ParameterGroup<T> group in algorithm.Groups)
        {
            group.Initialise(3);
            group.Target?.Initialise(4);
        }

        return algorithm;
    }
}
