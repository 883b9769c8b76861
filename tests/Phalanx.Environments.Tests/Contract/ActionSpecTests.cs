namespace Phalanx.Environments.Tests;

public sealed class ActionSpecTests
{
    [Fact]
    public void Discrete_actions_have_a_count_and_no_dimensions()
    {
        ActionSpec actions = ActionSpec.Discrete(5);

        Assert.True(actions.IsDiscrete);
        Assert.Equal((5, 0), (actions.Count, actions.Dimensions));
        Assert.Equal("5 discrete actions", actions.ToString());
    }

    [Fact]
    public void Continuous_actions_have_bounds_for_each_dimension_and_no_count()
    {
        ActionSpec actions = ActionSpec.Continuous([-1, 0], [1, 10]);

        Assert.False(actions.IsDiscrete);
        Assert.Equal((0, 2), (actions.Count, actions.Dimensions));
        Assert.Equal([-1f, 0f], actions.Low.ToArray());
        Assert.Equal([1f, 10f], actions.High.ToArray());
        Assert.Equal("2 continuous dimensions", actions.ToString());
    }

    [Fact]
    public void Actions_are_equal_when_they_allow_the_same()
    {
        Assert.Equal(ActionSpec.Continuous(2, -1, 1), ActionSpec.Continuous([-1, -1], [1, 1]));
        Assert.Equal(ActionSpec.Discrete(2).GetHashCode(), ActionSpec.Discrete(2).GetHashCode());
        Assert.NotEqual(ActionSpec.Continuous(2, -1, 1), ActionSpec.Continuous(2, -1, 2));
        Assert.NotEqual(ActionSpec.Discrete(2), ActionSpec.Discrete(3));
        Assert.NotEqual(ActionSpec.Discrete(2), ActionSpec.Continuous(2, -1, 1));
    }

    [Fact]
    public void Actions_may_have_names()
    {
        ActionSpec actions = ActionSpec.Named("stop", "north");

        Assert.Equal((2, "north", "action 2"), (actions.Count, actions.NameOf(1), actions.NameOf(2)));
        Assert.Equal("action 1", ActionSpec.Discrete(2).NameOf(1));
        Assert.Equal(ActionSpec.Discrete(2), actions);
    }

    [Fact]
    public void Names_of_actions_are_there_and_differ()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ActionSpec.Named());
        Assert.StartsWith(
            "Action 1 is called 'stop'; every action needs a name that no other has.",
            Assert.Throws<ArgumentException>(() => ActionSpec.Named("stop", "stop")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ActionSpec.Named("stop", " "));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, -1)]
    [InlineData(float.NaN, 1)]
    [InlineData(0, float.PositiveInfinity)]
    public void Bounds_that_are_no_interval_are_refused(float low, float high) =>
        Assert.Throws<ArgumentException>(() => ActionSpec.Continuous(1, low, high));

    [Fact]
    public void An_action_specification_with_nothing_to_choose_from_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ActionSpec.Discrete(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ActionSpec.Continuous(0, -1, 1));
        Assert.Throws<ArgumentException>(() => ActionSpec.Continuous([0], [1, 1]));
    }
}
