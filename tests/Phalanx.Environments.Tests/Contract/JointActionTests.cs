namespace Phalanx.Environments.Tests;

public sealed class JointActionTests
{
    [Fact]
    public void A_row_of_discrete_actions_has_one_number_per_agent()
    {
        JointAction actions = new([0, 1, 2, 3]);

        Assert.Equal([2, 3], actions.Row(1, SpecOf(ActionSpec.Discrete(4))).Discrete.ToArray());
        Assert.True(actions.Continuous.IsEmpty);
    }

    [Fact]
    public void A_row_of_continuous_actions_has_as_many_numbers_per_agent_as_dimensions()
    {
        JointAction actions = new([0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f]);

        Assert.Equal([4f, 5f, 6f, 7f], actions.Row(1, SpecOf(ActionSpec.Continuous(2, 0, 9))).Continuous.ToArray());
        Assert.True(actions.Discrete.IsEmpty);
    }

    private static EnvironmentSpec SpecOf(ActionSpec actions) => new()
    {
        Name = "game",
        Agents = 2,
        Actions = actions,
        ObservationSize = 1,
        StateSize = 1,
        EpisodeLimit = 1,
    };
}
