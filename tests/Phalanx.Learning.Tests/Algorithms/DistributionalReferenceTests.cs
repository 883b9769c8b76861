using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class DistributionalReferenceTests
{
    public static TheoryData<string> Files => ["diql", "ddn", "dmix", "dmix_double_q", "datten"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_double_precision(string file) =>
        RecordedLearner.VerifyInDoublePrecision(file, Create<double>);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width(string file) =>
        RecordedLearner.VerifyInSinglePrecision(file, Create<float>);

    private static Algorithm<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        InjectLevels<T>(recorded);
        int quantiles = (int)recorded.Number("n_quantiles", 0);
        int targets = (int)recorded.Number("n_target_quantiles", 0);
        int cosines = (int)recorded.Number("quantile_embed_dim", 0);
        QuantileSettings simple = new() { Quantiles = quantiles, TargetQuantiles = targets, Cosines = cosines };
        return recorded.Text("algorithm") switch
        {
            "diql" => new Diql<T>(TestAgents.OfQuantiles<T>(recorded.Team, recorded.Agent, simple.Cosines), recorded.Learner, simple),
            "ddn" => new Ddn<T>(TestAgents.OfQuantiles<T>(recorded.Team, recorded.Agent, simple.Cosines), recorded.Learner, simple),
            "datten" => new Datten<T>(TestAgents.OfQuantiles<T>(recorded.Team, recorded.Agent, cosines), recorded.Learner, new()
            {
                Quantiles = quantiles,
                TargetQuantiles = targets,
                Cosines = cosines,
                Attention = Attention(recorded, "mixer"),
            }),
            "dmix" or "dmix_double_q" => new Dmix<T>(TestAgents.OfQuantiles<T>(recorded.Team, recorded.Agent, cosines), recorded.Learner, new()
            {
                Quantiles = quantiles,
                TargetQuantiles = targets,
                Cosines = cosines,
                Mixer = new() { Embedding = recorded.Size("E"), HypernetWidth = recorded.Size("W") },
            }),
            var other => throw RecordedLearner.Unknown(other),
        };
    }

    /// <summary>Lets the losses draw the levels that were recorded.</summary>
    internal static void InjectLevels<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        recorded.Draws[DistributionalAlgorithm<T>.OnlineLevels] = "input.tau";
        recorded.Draws[DistributionalAlgorithm<T>.TargetLevels] = "input.tau_target";
    }

    /// <summary>The widths of a recorded attention over agents.</summary>
    internal static AttentionSettings Attention(RecordedLearner recorded, string scope) => new()
    {
        Heads = recorded.HeightOf($"{scope}.head_embedding_layer.2.weight"),
        Embedding = recorded.HeightOf($"{scope}.key_embedding_layers.0.weight"),
        QueryWidth = recorded.HeightOf($"{scope}.query_embedding_layers.0.0.weight"),
        HeadWidth = recorded.HeightOf($"{scope}.head_embedding_layer.0.weight"),
        ValueWidth = recorded.HeightOf($"{scope}.constrant_value_layer.0.weight"),
    };
}
