using Phalanx.Environments;

namespace Phalanx.Native.Tests;

public sealed class OpenBatchTests
{
    [Theory]
    [InlineData(new[] { 0, 3 }, "environment 3 is not there; environments run from 0 to 2")]
    [InlineData(new[] { -1 }, "environment -1 is not there; environments run from 0 to 2")]
    [InlineData(new[] { 2, 0, 2 }, "environment 2 is twice in the list")]
    public void Lists_that_name_no_environments_are_refused(int[] which, string sentence)
    {
        using OpenBatch batch = Catalog.Make("predator-prey", null, 3);
        RefusedCallException refused = Assert.Throws<RefusedCallException>(() => batch.Reset(which, new ulong[which.Length]));
        Assert.Equal((ErrorCode.Argument, sentence), (refused.Code, refused.Message));
    }

    [Fact]
    public void Lists_in_any_order_pass()
    {
        using OpenBatch batch = Catalog.Make("predator-prey", null, 3);
        batch.Reset([2, 0, 1], [1, 2, 3]);
        batch.Step([1, 2, 0], new JointAction([.. Enumerable.Repeat(StandInBatch.Stay, 3 * batch.Spec.Agents)]), new double[3], new byte[3]);
    }

    [Fact]
    public void Views_before_an_episode_are_refused()
    {
        using OpenBatch batch = Catalog.Make("battle/3m", null, 2);
        batch.Reset([0], [1]);
        float[] state = new float[2 * batch.Spec.StateSize];
        batch.Write([0], new ViewBuffers { State = state.AsSpan(0, batch.Spec.StateSize) });
        RefusedCallException refused = Assert.Throws<RefusedCallException>(() => batch.Write([0, 1], new ViewBuffers { State = state }));
        Assert.Equal(ErrorCode.Contract, refused.Code);
        Assert.Throws<RefusedCallException>(() => batch.Print(1));
        Assert.NotEmpty(batch.Print(0));
    }

    [Fact]
    public void An_action_that_is_not_available_is_refused_also_where_masks_were_not_asked_for()
    {
        using OpenBatch batch = new(new StandInBatch());
        int[] stay = [.. Enumerable.Repeat(StandInBatch.Stay, batch.Spec.Agents)];
        batch.Reset([0], [1]);
        EnvironmentContractException refused = Assert.Throws<EnvironmentContractException>(() => batch.Step([0], new JointAction(stay), new double[1], new byte[1]));
        Assert.EndsWith("agent 0 was told to take action 4, which is not available", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_are_told_apart()
    {
        using OpenBatch limited = Catalog.Make("predator-prey", """{"episode_limit": 1}""", 1);
        using OpenBatch game = Catalog.Make("matrix/qtran", null, 1);
        Assert.Equal((2, 1), (EndOf(limited, StandInBatch.Stay), EndOf(game, 0)));
    }

    private static int EndOf(OpenBatch batch, int action)
    {
        byte[] ended = new byte[1];
        batch.Reset([0], [1]);
        batch.Step([0], new JointAction([.. Enumerable.Repeat(action, batch.Spec.Agents)]), new double[1], ended);
        return ended[0];
    }
}
