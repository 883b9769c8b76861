using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Learning.Tests.Training;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Algorithms;

public class WeightedQmixTests
{
    private static readonly TeamShape Team = TeamShape.Of(CorridorTeam.Spec);

    private static readonly AgentSettings Agent = new() { Hidden = 8 };

    private static readonly LearnerSettings Learner = new();

    /// <summary>Q_tot(u) = 3 and Q*(û) = 4, α = 0.1.</summary>
    [Theory]
    [InlineData(5, false, 1, 1)]
    [InlineData(4, false, 0.1, 1)]
    [InlineData(2, true, 1, 0.1)]
    [InlineData(3, false, 0.1, 0.1)]
    public void Central_and_optimistic_weights_have_the_values_computed_by_hand(double y, bool takesGreedy, double central, double optimistic)
    {
        var tape = new Tape<double>();
        Tensor<double> One(double value) => tape.Arena.RentCopy((1, 1), [value]);
        Tensor<int> taken = tape.Indices.RentCopy((1, 2), [1, 2]);
        Tensor<int> greedy = tape.Indices.RentCopy((1, 2), takesGreedy ? [1, 2] : [1, 0]);
        Assert.Equal(central, Weighting.Central(tape, One(y), One(4), taken, greedy, 0.1).Span[0]);
        Assert.Equal(optimistic, Weighting.Optimistic(tape, One(3), One(y), 0.1).Span[0]);
    }

    [Fact]
    public void Weights_of_one_change_no_bit_of_a_training_step()
    {
        (LearnerReport Report, float[] Gradients) plain = Step(new Qmix<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new()));
        Assert.True(plain.Report.Loss > 0);
        Assert.Equal(plain, Step(new QmixCw<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new() { Alpha = 1 })), Same);
        Assert.Equal(plain, Step(new QmixOw<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new() { Alpha = 1 })), Same);
        Assert.NotEqual(plain, Step(new QmixOw<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new() { Alpha = 0.5 })), Same);

        (LearnerReport Report, float[] Gradients) star = Step(new QmixQstar<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new()));
        Assert.Equal(star, Step(new CwQmix<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new() { Alpha = 1 })), Same);
        Assert.Equal(star, Step(new OwQmix<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new() { Alpha = 1 })), Same);
        Assert.NotEqual(star, Step(new CwQmix<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new() { Alpha = 0.5 })), Same);
    }

    [Fact]
    public void Weighted_qmix_has_targets_of_the_central_networks_alone()
    {
        ParameterSet<float> target = new CwQmix<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, new()).Groups[0].Target!;
        Assert.All(target.Parameters, parameter => Assert.StartsWith("central_", parameter.Name, StringComparison.Ordinal));
        Assert.Contains(target.Parameters, parameter => parameter.Name == "central_mixer.net.6.weight");
    }

    [Theory]
    [InlineData(CentralForm.Feedforward)]
    [InlineData(CentralForm.Attention)]
    public void Central_agents_may_have_several_outputs_for_an_action(CentralForm form)
    {
        var settings = new CwQmixSettings { Central = new() { Outputs = 3, Width = 16, Mixer = form } };
        var algorithm = new CwQmix<float>(TestAgents.Recurrent<float>(Team, Agent), Learner, settings);
        Assert.Equal(Team.Actions * 3, algorithm.Groups[0].Online["central_agent.fc2.weight"].Shape[0]);
        Assert.Equal(Team.Actions, algorithm.Groups[0].Online["agent.fc2.weight"].Shape[0]);
        (LearnerReport report, float[] gradients) = Step(algorithm);
        Assert.True(report.Loss > 0);
        Assert.DoesNotContain(gradients, gradient => !float.IsFinite(gradient));
    }

    [Fact]
    public void Weighted_qmix_without_double_q_is_refused() => Assert.Contains(
        "learner.double_q is false",
        Assert.Throws<UserErrorException>(() => new OwQmix<float>(TestAgents.Recurrent<float>(Team, Agent), Learner with { DoubleQ = false }, new())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_one_step_report_has_the_factorised_values_as_joint_values_and_the_central_values_beside_them()
    {
        OneStepSummary summary = MatrixGames.Train("cw-qmix", "matrix/qtran", seed: 1, steps: 40).OneStep!;
        Assert.Equal(["q_star"], summary.OtherValues.Keys);
        Assert.NotEqual(summary.JointValues!.Values.ToArray(), summary.OtherValues["q_star"].Values.ToArray());
    }

    private static bool Same((LearnerReport Report, float[] Gradients) a, (LearnerReport Report, float[] Gradients) b) =>
        a.Report == b.Report && a.Gradients.AsSpan().SequenceEqual(b.Gradients);

    /// <summary>One training step on episodes of different lengths, whose actions are greedy as often as not.</summary>
    private static (LearnerReport Report, float[] Gradients) Step(Algorithm<float> algorithm)
    {
        ParameterGroup<float> group = algorithm.Groups[0];
        group.Initialise(7);
        using var team = new CorridorTeam();
        using var workers = new WorkerPool(1);
        ReplayShards shards = CorridorTeam.Shards(team.Played(20, exploration: 0.5), batch: 8, rows: 20);
        shards.Sample(3, 0);
        var step = new LearnerStep<float>(algorithm, workers);
        return (step.Run(shards), step.GradientsOf(group).Values.ToArray());
    }
}
