using Phalanx.Foundation;
using Phalanx.Learning.Mixers;
using Phalanx.Numerics;

namespace Phalanx.Learning.Tests.Mixers;

public class AttentionMixerTests
{
    private static readonly TeamShape Team = new(Agents: 3, Observation: 1, State: 4, Actions: 2) { AgentFeatures = 2 };

    private static readonly double[] State = [0.3, -1, 0.7, 2];

    private static readonly double[] Features = [0.5, 1, -1, 0.25, 2, -0.5];

    private static readonly AttentionForm Form = new() { Heads = 2, Embedding = 3, QueryWidth = 5, ValueWidth = 4, LogitPenalty = 0.1 };

    [Fact]
    public void Attention_weights_sum_to_the_number_of_heads_without_head_weights()
    {
        double[] weights = Weights(Form, [1, 2, 3]);
        Assert.Equal(2, weights.Sum(), 1e-12);
        Assert.All(weights, weight => Assert.True(weight > 0));
        Assert.NotEqual(weights[0], weights[1], 1e-5);
    }

    [Fact]
    public void The_slope_of_the_attention_mixer_in_a_value_is_the_attention_weight()
    {
        AttentionForm form = Form with { HeadWidth = 5, Biases = true };
        AttentionMixer<double> mixer = new(Drawn(out ParameterSet<double> set), Team, form);
        Fill(set);
        double[] weights = Weights(form, [1, 2, 3]);
        for (int agent = 0; agent < 3; agent++)
        {
            double[] more = [1, 2, 3];
            more[agent] += 1;
            double slope = Mix(mixer, more, Features) - Mix(mixer, [1, 2, 3], Features);
            Assert.Equal(weights[agent], slope, 1e-12);
        }
    }

    [Fact]
    public void The_attention_mixer_does_not_change_when_agents_are_permuted_with_their_features()
    {
        AttentionMixer<double> mixer = new(Drawn(out ParameterSet<double> set), Team, Form);
        Fill(set);
        double[] exchanged = [.. Features[4..6], .. Features[0..2], .. Features[2..4]];
        Assert.Equal(Mix(mixer, [1, 2, 3], Features), Mix(mixer, [3, 1, 2], exchanged), 1e-12);
        Assert.NotEqual(Mix(mixer, [1, 2, 3], Features), Mix(mixer, [3, 1, 2], Features), 1e-3);
    }

    [Fact]
    public void Dead_agents_get_no_attention_weight_and_weights_are_uniform_when_all_are_dead()
    {
        AttentionForm masked = Form with { MaskDead = true };
        double[] weights = Weights(masked, [1, 2, 3], alive: [1, 0, 1]);
        Assert.Equal(0, weights[1]);
        Assert.Equal(2, weights.Sum(), 1e-12);
        Assert.All(Weights(masked, [1, 2, 3], alive: [0, 0, 0]), weight => Assert.Equal(2.0 / 3, weight, 1e-12));
    }

    [Fact]
    public void All_agents_count_as_alive_without_the_field_alive_or_without_masking()
    {
        double[] weights = Weights(Form, [1, 2, 3]);
        Assert.Equal(weights, Weights(Form, [1, 2, 3], alive: [1, 0, 1]));
        Assert.Equal(weights, Weights(Form with { MaskDead = true }, [1, 2, 3]));
    }

    [Fact]
    public void The_mixed_value_does_not_depend_on_the_value_of_a_dead_agent()
    {
        AttentionMixer<double> mixer = new(Drawn(out ParameterSet<double> set), Team, Form with { MaskDead = true, HeadWidth = 5 });
        Fill(set);
        double Joint(double[] values) => mixer.Mix(MixerInputs.Of(values, State, 1, Features, alive: [1, 0, 1]), out _).Value.Span[0];
        Assert.Equal(Joint([1, 2, 3]), Joint([1, -50, 3]));
        Assert.NotEqual(Joint([1, 2, 3]), Joint([1, 2, 4]), 1e-3);
    }

    [Fact]
    public void Attention_weights_depend_on_the_values_only_where_keys_see_them()
    {
        Assert.Equal(Weights(Form, [1, 2, 3]), Weights(Form, [3, 2, 1]));
        Assert.NotEqual(
            Weights(Form with { Nonlinear = true }, [1, 2, 3])[0], Weights(Form with { Nonlinear = true }, [3, 2, 1])[0], 1e-3);
    }

    [Fact]
    public void The_attention_penalty_is_proportional_to_the_mean_squared_logits()
    {
        double PenaltyAt(double factor)
        {
            AttentionWeights<double> attention = new(Drawn(out ParameterSet<double> set), Team, Form with { LogitPenalty = factor });
            Fill(set);
            attention.Weights(MixerInputs.Of([1, 2, 3], State, 1, Features), out var penalty);
            return penalty.Value.Span[0];
        }

        Assert.True(PenaltyAt(0.1) > 0.01);
        Assert.Equal(10 * PenaltyAt(0.1), PenaltyAt(1), 1e-12);
        Assert.Equal(0, PenaltyAt(0));
    }

    [Fact]
    public void Attention_parameters_can_have_the_names_of_embeddings()
    {
        AttentionWeights<double> _ = new(
            Drawn(out ParameterSet<double> set), Team, Form with { Biases = true, HeadWidth = 5, Names = AttentionNames.Embeddings });
        Assert.Contains(set.Parameters, parameter => parameter.Name == "query_embedding_layers.1.2.bias");
        Assert.Contains(set.Parameters, parameter => parameter.Name == "key_embedding_layers.0.bias");
        Assert.Contains(set.Parameters, parameter => parameter.Name == "head_embedding_layer.0.weight");
        Assert.Contains(set.Parameters, parameter => parameter.Name == "constrant_value_layer.2.weight");
    }

    private static double[] Weights(AttentionForm form, double[] values, double[]? alive = null)
    {
        AttentionWeights<double> attention = new(Drawn(out ParameterSet<double> set), Team, form);
        Fill(set);
        return attention.Weights(MixerInputs.Of(values, State, 1, Features, alive: alive)).Value.Span.ToArray();
    }

    private static double Mix(AttentionMixer<double> mixer, double[] values, double[] features) =>
        mixer.Mix(MixerInputs.Of(values, State, 1, features)).Value.Span[0];

    private static ParameterSet<double> Drawn(out ParameterSet<double> set) => set = new ParameterSet<double>();

    private static void Fill(ParameterSet<double> set)
    {
        new RandomStream(5, StreamPurpose.Named("test of attention"), 0).FillNormal(set.Values);
        set.Touch();
    }
}
