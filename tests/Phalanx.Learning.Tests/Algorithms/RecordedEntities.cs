using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Entities;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>The methods over entities as the recordings have them.</summary>
internal static class RecordedEntities
{
    public static Algorithm<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Recorded are labels 0 and 1. As draws against a chance of one half they make the same groups.
        recorded.FixedDraws[Imagination.Chance] = 0.5;
        recorded.Draws[Imagination.Side] = "input.group";
        return recorded.Text("algorithm") == "qmix_attention"
            ? new QmixAtten<T>(recorded.Team, recorded.Agent, recorded.Learner, new() { Mixing = Mixing(recorded), Network = Network(recorded) })
            : new Refil<T>(recorded.Team, recorded.Agent, recorded.Learner, Settings(recorded));
    }

    public static RefilSettings Settings(RecordedLearner recorded) => new()
    {
        ImaginedShare = recorded.Text("imagine") == "true" ? recorded.Number("lmbda", 0) : 0,
        Mixer = recorded.Text("mixer") switch
        {
            "vdn" => EntityMixing.Vdn,
            "lin_flex_qmix" => EntityMixing.LinearFlexQmix,
            _ => EntityMixing.FlexQmix,
        },
        Mixing = Mixing(recorded),
        Network = Network(recorded),
    };

    private static FlexMixerSettings Mixing(RecordedLearner recorded) => new()
    {
        Embedding = recorded.Size("E"),
        HypernetWidth = (int)recorded.Number("hypernet_width", 0),
        SoftmaxWeights = recorded.Text("softmax_mixing_weights") == "true",
    };

    private static EntityNetworkSettings Network(RecordedLearner recorded) => new()
    {
        Recurrent = recorded.Text("agent") == "recurrent",
        Width = (int)recorded.Number("attn_embed_dim", 0),
        Heads = (int)recorded.Number("attn_n_heads", 0),
    };
}
