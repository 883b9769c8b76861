using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Tests.Slots;

public class HeldCheckpointsTests
{
    [Fact]
    public void A_checkpoint_that_is_held_is_not_deleted_and_one_that_was_given_up_is_not_held()
    {
        var held = new HeldCheckpoints([10]);
        Assert.False(held.MayDelete(10));
        Assert.True(held.MayDelete(20));
        Assert.Equal([10, 30], held.Hold([10, 20, 30]));
        Assert.False(held.MayDelete(30));
        Assert.Equal([30], held.Hold([30]));
        Assert.True(held.MayDelete(10));
        Assert.Empty(held.Hold([10]));
    }

    [Fact]
    public void An_order_to_hold_is_a_line_and_no_other_line_is_one()
    {
        Assert.Equal([10, 2000], HeldCheckpoints.Of(HeldCheckpoints.LineOf([10, 2000]))!);
        Assert.Empty(HeldCheckpoints.Of(HeldCheckpoints.LineOf([]))!);
        Assert.Null(HeldCheckpoints.Of("class"));
        Assert.Null(HeldCheckpoints.Of("""{"settings_file":"x"}"""));
    }
}
