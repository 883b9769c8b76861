using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class FsvReferenceTests
{
    [Fact]
    public void A_recorded_step_is_reproduced_in_double_precision() => RecordedLearner.VerifyInDoublePrecision("fsv", Create<double>);

    [Fact]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width() =>
        RecordedLearner.VerifyInSinglePrecision("fsv", Create<float>);

    /// <summary>Those of the weights of advantages and of the state's value; the utilities' is not that of the loss, by design.</summary>
    [Fact]
    [ComparesGradients]
    public void Gradients_of_the_mixer_agree_with_differences_of_the_whole_loss() =>
        LossDifferences.Verify("fsv", Create<double>, name => name.StartsWith("mixer.", StringComparison.Ordinal));

    /// <summary>The algorithm of the recorded step.</summary>
    internal static Algorithm<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        recorded.Draws[Fsv<T>.NextActions] = "input.next_actions";
        double temperature = recorded.Number("temperature", 1);
        return new Fsv<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
        {
            Temperature = new() { Start = temperature, Finish = temperature },
            Heads = (int)recorded.Number("n_head", 4),
            AttentionWidth = recorded.HeightOf("mixer.key.0.weight"),
            Embedding = recorded.WidthOf("mixer.key.0.weight"),
            EmbeddingWidth = recorded.HeightOf("mixer.state_embed.0.weight"),
        });
    }
}
