using Phalanx.Environments;

namespace WorldNamespace.Tests;

public class WorldTests
{
    [Fact]
    public void The_world_keeps_the_rules() => EnvironmentChecker.Check(() => new World(), new CheckOptions { Episodes = 100 }).ThrowIfAny();

    [Fact]
    public void Guards_at_both_gates_are_paid()
    {
        var world = new World();
        world.Reset(seed: 1);
        double reward = 0;
        for (int step = 0; step < 6; step++)
        {
            reward = world.Step(new JointAction([0, 2])).Reward;
        }

        Assert.Equal(1, reward);
    }
}
