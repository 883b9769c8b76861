using System.Numerics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Tests.Agents;

namespace Phalanx.Learning.Tests.Algorithms;

[Trait("Category", "Reference")]
public class ActorCriticReferenceTests
{
    public static TheoryData<string> Files => ["coma", "maddpg", "masac"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_double_precision(string file) =>
        RecordedLearner.VerifyInDoublePrecision(file, Create<double>);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_step_is_reproduced_in_single_precision_at_every_register_width(string file) =>
        RecordedLearner.VerifyInSinglePrecision(file, Create<float>);

    [Fact]
    [ComparesGradients]
    public void Gradients_of_the_critic_of_coma_agree_with_differences_at_every_time_step()
    {
        for (int step = 0; step < 5; step++)
        {
            LossDifferences.Verify("coma", Create<double>, _ => true, step: step);
        }
    }

    /// <summary>With the expectation in place of a draw, whose gradient is none of the value's own.</summary>
    [Fact]
    [ComparesGradients]
    public void Gradients_of_the_whole_loss_of_maddpg_agree_with_differences() => LossDifferences.Verify(
        "maddpg",
        recorded => new Maddpg<double>(TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), recorded.Learner, new() { CentralWidth = recorded.Size("C"), Gradient = MaddpgGradient.Expected }),
        _ => true);

    /// <summary>Without the entropy, whose gradient is stopped where it is a cost; so is the critic's, which is left out.</summary>
    [Fact]
    [ComparesGradients]
    public void Gradients_of_the_policies_of_masac_agree_with_differences() => LossDifferences.Verify(
        "masac",
        recorded =>
        {
            _ = Create<double>(recorded);
            return new Masac<double>(TestAgents.Recurrent<double>(recorded.Team, recorded.Agent), recorded.Learner, new() { CentralWidth = recorded.Size("C"), EntropyTemperature = 0 });
        },
        name => name.StartsWith("agent.", StringComparison.Ordinal));

    /// <summary>The algorithm of a file, and which of its tensors are the algorithm's draws.</summary>
    internal static Algorithm<T> Create<T>(RecordedLearner recorded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        recorded.Draws[Coma<T>.ActedLast] = "batch.actions";
        recorded.Draws[Maddpg<T>.Exploring] = "input.gumbel";
        recorded.Draws[Masac<T>.Acted] = "input.sampled_actions";
        recorded.Draws[Masac<T>.ActedByTarget] = "input.sampled_target_actions";
        return recorded.Text("algorithm") switch
        {
            "coma" => new Coma<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
            {
                CriticWidth = (int)recorded.Number("critic_hidden", 128),
                CriticLr = recorded.Number("critic_lr", 5e-4),
            }),
            "maddpg" => new Maddpg<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
            {
                CentralWidth = recorded.Size("C"),
                Temperature = recorded.Number("temperature", 1),
            }),
            "masac" => new Masac<T>(TestAgents.Recurrent<T>(recorded.Team, recorded.Agent), recorded.Learner, new()
            {
                CentralWidth = recorded.Size("C"),
                EntropyTemperature = recorded.Number("entropy_temp", 0.01),
            }),
            var other => throw RecordedLearner.Unknown(other),
        };
    }
}
