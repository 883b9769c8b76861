using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Matrix;

public sealed class TwoStepGameTests
{
    private readonly IEnvironmentBatch _game = EnvironmentRegistry.WithBuiltIns().Create("matrix/two-step");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void After_the_safe_choice_every_joint_action_pays_seven(int first, int second) =>
        Assert.Equal([0, 7], _game.Play([0, first], [first, second]));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 8)]
    public void After_the_risky_choice_only_coordination_pays(int first, int second, double reward)
    {
        // What agent 1 does first does not matter.
        Assert.Equal([0, reward], _game.Play([1, 0], [first, second]));
        Assert.Equal([0, reward], _game.Play([1, 1], [first, second]));
    }

    [Fact]
    public void Every_agent_sees_which_game_is_played()
    {
        _game.Reset(0, 1);
        Assert.Equal([1, 0, 0, 1, 0, 0], _game.Observations());
        _game.Step(0, 1);
        Assert.Equal([0, 1, 0], _game.State());
        _game.Reset(0, 2);
        Assert.Equal([1, 0, 0], _game.State());
        _game.Step(1, 0);
        Assert.Equal([0, 0, 1, 0, 0, 1], _game.Observations());
        _game.Step(1, 1);
        Assert.Equal([0, 0, 0, 0, 0, 0], _game.Observations());
        Assert.Equal([0, 0, 0], _game.State());
    }

    [Fact]
    public void The_end_of_the_two_step_game_may_have_a_number_of_its_own()
    {
        IEnvironmentBatch game = EnvironmentRegistry.WithBuiltIns().Create("matrix/two-step", new TwoStepSettings { StateSize = 4 });
        game.Reset(0, 1);
        Assert.Equal([1, 0, 0, 0], game.State());
        game.Step(1, 0);
        game.Step(1, 1);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1], game.Observations());
    }

    [Fact]
    public void Blind_agents_expect_four_and_three_quarters()
    {
        double total = 0;
        for (int choice = 0; choice < 16; choice++)
        {
            total += _game.Play([choice & 1, (choice >> 1) & 1], [(choice >> 2) & 1, choice >> 3]).Sum();
        }

        Assert.Equal(4.75, total / 16);
    }

    [Fact]
    public void Other_sizes_of_the_state_are_refused() =>
        Assert.Equal(
            "env.state_size is 5; it must be a whole number from 3 to 4",
            Assert.Throws<UserErrorException>(
                () => EnvironmentRegistry.WithBuiltIns().Create("matrix/two-step", new TwoStepSettings { StateSize = 5 })).Message);
}
