namespace Phalanx.Environments.Tests.Contract;

public class SpecDifferenceTests
{
    private static readonly EnvironmentSpec Spec = new()
    {
        Name = "two",
        Agents = 2,
        Actions = ActionSpec.Named("left", "right"),
        ObservationSize = 3,
        StateSize = 4,
        EpisodeLimit = 5,
    };

    public static TheoryData<string, string, string, EnvironmentSpec> Others => new()
    {
        { "agents", "2", "3", Spec with { Agents = 3 } },
        { "actions", "[left, right]", "[right, left]", Spec with { Actions = ActionSpec.Named("right", "left") } },
        { "actions", "2 discrete actions", "3 discrete actions", Spec with { Actions = ActionSpec.Discrete(3) } },
        { "actions", "2 discrete actions", "from [-1.5, 0] to [1, 2]", Spec with { Actions = ActionSpec.Continuous([-1.5f, 0], [1, 2]) } },
        { "observation_size", "3", "4", Spec with { ObservationSize = 4 } },
        { "state_size", "4", "5", Spec with { StateSize = 5 } },
        { "episode_limit", "5", "6", Spec with { EpisodeLimit = 6 } },
        { "statistics", "none", "[won, lost]", Spec with { Statistics = ["won", "lost"] } },
        { "agent_feature_size", "0", "2", Spec with { AgentFeatureSize = 2 } },
        { "declares_alive", "false", "true", Spec with { DeclaresAlive = true } },
        { "entities", "none", "7 of 2 numbers, with last actions", Spec with { Entities = new EntitySpec(7, 2, AppendLastActions: true) } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_differs_is_named_with_both_values(string property, string one, string other, EnvironmentSpec changed)
    {
        Assert.Equal([new SpecDifference(property, one, other)], SpecDifference.Between(Spec, changed));
        Assert.Equal([new SpecDifference(property, other, one)], SpecDifference.Between(changed, Spec));
    }

    [Fact]
    public void What_no_team_acts_by_does_not_count()
    {
        EnvironmentSpec other = Spec with { Name = "other", Actions = ActionSpec.Discrete(2), Scripts = ["heuristic"], ObservationParts = [new ObservationPart("all", 0, [3])] };
        Assert.Empty(SpecDifference.Between(Spec, other));
    }
}
