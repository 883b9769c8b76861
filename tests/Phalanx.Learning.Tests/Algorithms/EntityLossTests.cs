using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Agents;
using Phalanx.Learning.Tests.Training;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>The losses of the methods over entities as wholes.</summary>
public class EntityLossTests
{
    [Theory]
    [InlineData("refil")]
    [InlineData("refil_vdn")]
    [InlineData("refil_linear")]
    [InlineData("qmix_attention")]
    [ComparesGradients]
    public void Gradients_of_the_whole_loss_over_entities_agree_with_differences(string file) =>
        LossDifferences.Verify(file, EntityReferenceTests.Create<double>, _ => true);

    [Fact]
    [ComparesGradients]
    public void Gradients_of_the_loss_of_vdn_over_entities_agree_with_differences() =>
        LossDifferences.Verify("refil_vdn", EntityReferenceTests.CreateVdn<double>, _ => true);

    [Theory]
    [InlineData(EntityPooling.Attention, EntityMixing.LinearFlexQmix, true)]
    [InlineData(EntityPooling.Attention, EntityMixing.FlexQmix, false)]
    [InlineData(EntityPooling.Max, EntityMixing.FlexQmix, true)]
    [InlineData(EntityPooling.Mean, EntityMixing.FlexQmix, true)]
    public void Gradients_of_refil_agree_with_differences_in_forms_that_were_not_recorded(EntityPooling pooling, EntityMixing mixer, bool recurrent)
    {
        var recorded = new RecordedLearner("refil");
        _ = EntityReferenceTests.Create<double>(recorded);
        RefilSettings settings = EntityReferenceTests.Settings(recorded);
        settings = settings with { Mixer = mixer, Network = settings.Network with { Pooling = pooling, Recurrent = recurrent } };
        var refil = new Refil<double>(TestAgents.OverEntities<double>(recorded.Team, recorded.Agent, settings.Network), recorded.Learner, settings);
        refil.Groups[0].Online.Initialise(1);
        refil.Groups[0].Target!.Initialise(2);
        LossDifferences.Verify(recorded, refil, _ => true);
    }

    [Theory]
    [InlineData("refil")]
    [InlineData("refil_vdn")]
    [InlineData("refil_linear")]
    public void Imagined_values_are_regressed_on_the_target_of_the_real_pass(string file)
    {
        var recorded = new RecordedLearner(file);
        double[] y = recorded.Values("expect.y");
        double[] mask = recorded.Values("expect.mask");
        double Expected(double[] values) => Enumerable.Range(0, y.Length).Sum(i => mask[i] * Math.Pow(values[i] - y[i], 2)) / mask.Sum();
        double Actual(double share) => LossDifferences.LossOf(file, each =>
        {
            _ = EntityReferenceTests.Create<double>(each);
            return new Refil<double>(TestAgents.OverEntities<double>(each.Team, each.Agent, EntityReferenceTests.Settings(each).Network), each.Learner, EntityReferenceTests.Settings(each) with { ImaginedShare = share });
        });

        Assert.Equal(Expected(recorded.Values("expect.q_tot")), Actual(0), 1e-10);
        Assert.Equal(Expected(recorded.Values("expect.q_tot_imagined")), Actual(1), 1e-10);
        Assert.Equal((0.75 * Actual(0)) + (0.25 * Actual(1)), Actual(0.25), 1e-10);
    }

    /// <summary>Every algorithm that works on entities.</summary>
    public static TheoryData<string> OverEntities =>
        [.. SmallRun.Algorithms.All.Where(algorithm => algorithm.NeedsEntities).Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(OverEntities))]
    public void Algorithms_over_entities_refuse_environments_without_entities(string algorithm)
    {
        EnvironmentRegistry environments = EnvironmentRegistry.WithBuiltIns();
        UserErrorException refusal = Assert.Throws<UserErrorException>(
            () => new LearningProblem(SmallRun.Settings(algorithm: algorithm), environments, SmallRun.Algorithms));
        Assert.Contains("needs entities, but 'matrix/two-step' declares none", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 12, "algorithm.network.width is 10; with attention it must be a multiple of algorithm.network.heads, which is 4")]
    [InlineData(12, 10, "algorithm.mixing.hypernet_width is 10; with attention it must be a multiple of algorithm.network.heads, which is 4")]
    [InlineData(12, 12, null)]
    public void Widths_that_are_no_multiple_of_the_heads_are_refused_with_attention(int width, int hypernetWidth, string? refusal)
    {
        void Create(EntityPooling pooling) => _ = new LearningProblem(
            SmallRun.Settings("group-matching", algorithm: "refil") with
            {
                Algorithm = new RefilSettings { Network = new() { Width = width, Pooling = pooling }, Mixing = new() { HypernetWidth = hypernetWidth } },
            },
            EnvironmentRegistry.WithBuiltIns(),
            SmallRun.Algorithms);

        Create(EntityPooling.Mean);
        if (refusal is null)
        {
            Create(EntityPooling.Attention);
        }
        else
        {
            Assert.Equal(refusal, Assert.Throws<UserErrorException>(() => Create(EntityPooling.Attention)).Message);
        }
    }

    [Theory]
    [MemberData(nameof(OverEntities))]
    public void Algorithms_over_entities_keep_finite_parameters_while_agents_and_prey_become_absent(string algorithm)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings("predator-prey", environments: 4, algorithm: algorithm) with
        {
            Env = new PredatorPreySettings { Agents = 4, Prey = 2, Height = 3, Width = 3 },
            Training = new() { Steps = 3000, Threads = 1, Seed = 3 },
            Evaluation = new() { Interval = 1000, Episodes = 4 },
            Checkpoint = new() { Interval = 2000 },
        };
        using Trainer trainer = SmallRun.Start(settings, folder.At("run"));
        float[] before = trainer.Algorithm.Groups[0].Online.Values.ToArray();
        trainer.Run();
        float[] after = trainer.Algorithm.Groups[0].Online.Values.ToArray();
        Assert.NotEqual(before, after);
        Assert.DoesNotContain(after, value => !float.IsFinite(value));
    }
}
