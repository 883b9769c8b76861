using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class EntityReferenceTests
{
    public static TheoryData<string> Files => ["refil", "refil_vdn", "refil_linear", "qmix_attention"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_double_precision(string file) =>
        RecordedLearner.VerifyInDoublePrecision(file, Create<double>);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width(string file) =>
        RecordedLearner.VerifyInSinglePrecision(file, Create<float>);

    /// <summary>No step of it was recorded on its own, but its loss is the real part of one.</summary>
    [Fact]
    public void Vdn_over_entities_has_the_recorded_loss_of_the_real_pass() => Assert.Equal(
        new RecordedLearner("refil_vdn").Values("expect.loss_real")[0], LossDifferences.LossOf("refil_vdn", CreateVdn<double>), 1e-10);

    /// <summary>The methods over entities as the recordings have them.</summary>
    internal static Algorithm<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Recorded are labels 0 and 1. As draws against a chance of one half they make the same groups.
        recorded.FixedDraws[Imagination.Chance] = 0.5;
        recorded.Draws[Imagination.Side] = "input.group";
        return recorded.Text("algorithm") == "qmix_attention"
            ? new QmixAtten<T>(TestAgents.OverEntities<T>(recorded.Team, recorded.Agent, Network(recorded)), recorded.Learner, new() { Mixing = Mixing(recorded), Network = Network(recorded) })
            : new Refil<T>(TestAgents.OverEntities<T>(recorded.Team, recorded.Agent, Settings(recorded).Network), recorded.Learner, Settings(recorded));
    }

    /// <summary>The settings that REFIL was recorded with.</summary>
    internal static RefilSettings Settings(RecordedLearner recorded) => new()
    {
        ImaginedShare = recorded.Text("imagine") == "true" ? recorded.Number("lmbda", 0) : 0,
        Mixer = recorded.Text("mixer") switch
        {
            "vdn" => EntityMixing.Vdn,
            "lin_flex_qmix" => EntityMixing.LinearFlexQmix,
            "flex_qmix" => EntityMixing.FlexQmix,
            var other => throw RecordedLearner.Unknown(other),
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

    internal static Algorithm<T> CreateVdn<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new VdnAtten<T>(TestAgents.OverEntities<T>(recorded.Team, recorded.Agent, Network(recorded)), recorded.Learner);
}
