using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

public sealed class RandomActionsTests
{
    [Fact]
    public void Every_available_action_is_drawn_equally_often_and_no_other()
    {
        const int Draws = 30_000;
        bool[] available = [false, true, false, true, true, true, false, false, false, false];
        int[] actions = new int[2];
        int[] counts = new int[5];
        RandomStream stream = new(1, StreamPurpose.Named("test"), 0);
        for (int draw = 0; draw < Draws; draw++)
        {
            RandomActions.Draw(available, ref stream, actions);
            counts[actions[0]]++;
            Assert.Equal(0, actions[1]);
        }

        Assert.Equal((0, 0), (counts[0], counts[2]));
        Assert.All([counts[1], counts[3], counts[4]], count => Assert.InRange(count, (Draws / 3) - 400, (Draws / 3) + 400));
    }

    [Fact]
    public void An_agent_that_has_no_available_action_is_given_the_first()
    {
        int[] actions = [7, 7];
        RandomStream stream = new(1, StreamPurpose.Named("test"), 0);
        RandomActions.Draw([false, false, false, true], ref stream, actions);
        Assert.Equal([0, 1], actions);
    }

    [Fact]
    public void Continuous_actions_keep_the_bounds_of_their_dimension()
    {
        float[] actions = new float[200];
        RandomStream stream = new(1, StreamPurpose.Named("test"), 0);
        RandomActions.Draw(ActionSpec.Continuous([-1, 5], [1, 6]), ref stream, actions);
        for (int index = 0; index < actions.Length; index += 2)
        {
            Assert.InRange(actions[index], -1, 1);
            Assert.InRange(actions[index + 1], 5, 6);
        }
    }
}
