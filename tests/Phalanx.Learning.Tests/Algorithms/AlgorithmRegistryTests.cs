using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Training;
using Phalanx.Settings;

namespace Phalanx.Learning.Tests.Algorithms;

public class AlgorithmRegistryTests
{
    public static TheoryData<string> Names => [.. AlgorithmRegistry.WithBuiltIns().Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_algorithm_has_a_preset_and_a_page_under_its_name(string name)
    {
        var subject = new PresetSubject(name, AlgorithmRegistry.WithBuiltIns()[name].Family);
        Assert.True(BuiltInPresets.Library.CoversAlgorithm(subject), $"there is no preset for {name}");
        string page = $"docs/algorithms/{name}.md";
        Assert.True(File.Exists(RepositoryRoot.At(page)), $"there is no {page}");
        Assert.Contains($"train {name} ", File.ReadAllText(RepositoryRoot.At(page)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_algorithm_is_refused_and_the_nearest_name_is_given()
    {
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => AlgorithmRegistry.WithBuiltIns()["qmx"]);
        Assert.Contains("did you mean 'qmix'?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_algorithm_name_can_be_registered_only_once()
    {
        AlgorithmRegistry registry = AlgorithmRegistry.WithBuiltIns();
        Assert.Throws<ArgumentException>(() =>
            registry.Register<NoAlgorithmSettings>("vdn", "again", (agents, run, _) => new Vdn<float>(agents, run.Learner)));
    }

    [Fact]
    public void An_algorithm_is_refused_where_its_declared_needs_are_not_met()
    {
        var continuous = new EnvironmentSpec
        {
            Name = "reach",
            Agents = 2,
            Actions = ActionSpec.Continuous(1, -1, 1),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 1,
        };
        AlgorithmDefinition qmix = AlgorithmRegistry.WithBuiltIns()["qmix"];
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => qmix.Create(continuous, SmallRun.Settings(algorithm: "qmix")));
        Assert.Contains("'qmix' needs discrete actions, but 'reach' has 1 continuous", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qmix", "two-quadratics", "needs discrete actions")]
    [InlineData("coma", "two-quadratics", "needs discrete actions")]
    [InlineData("vdn-ac", "matrix/qtran", "needs continuous actions")]
    [InlineData("qmix-ac", "matrix/qtran", "needs continuous actions")]
    [InlineData("fsv", "two-quadratics", null)]
    [InlineData("fsv", "matrix/qtran", null)]
    [InlineData("maddpg", "two-quadratics", null)]
    [InlineData("maddpg", "matrix/qtran", null)]
    public void An_algorithm_for_one_kind_of_actions_is_refused_on_the_other_kind(string algorithm, string environment, string? refusal)
    {
        EnvironmentRegistry environments = EnvironmentRegistry.WithBuiltIns();
        EnvironmentSpec spec = environments[environment].SpecOf();
        string? told = AlgorithmRegistry.WithBuiltIns()[algorithm].Refusal(spec);
        if (refusal is null)
        {
            Assert.Null(told);
        }
        else
        {
            Assert.Contains(refusal, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_form_for_continuous_actions_without_a_rule_for_them_is_refused()
    {
        var definition = new AlgorithmDefinition<ActorCriticSettings>("unruled", "does not say how it acts")
        {
            Continuous = AlgorithmForm<ActorCriticSettings>.Of(
                ActingForms.Disturbed<ActorCriticSettings>(own => own) with { ContinuousRule = null },
                (agents, run, own) => new VdnAc<float>(agents, run.Learner, own)),
        };
        RunSettings settings = SmallRun.Settings("two-quadratics", algorithm: "vdn-ac");
        EnvironmentSpec spec = EnvironmentRegistry.WithBuiltIns()["two-quadratics"].SpecOf(settings.Env);

        string refusal = Assert.Throws<InvalidOperationException>(() => definition.Create(spec, settings)).Message;
        Assert.Contains("does not say how they are chosen", refusal, StringComparison.Ordinal);
    }
}
