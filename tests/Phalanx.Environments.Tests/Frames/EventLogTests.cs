namespace Phalanx.Environments.Tests;

public sealed class EventLogTests
{
    [Fact]
    public void Events_are_kept_from_the_first_picture_on()
    {
        EventLog log = new();
        log.Add("hit", 0, 1, 2);
        Assert.False(log.IsKept);
        Assert.Empty(log.Show());
        Assert.True(log.IsKept);
        log.Add("hit", 0, 1, 2);
        Assert.Equal([new FrameEvent("hit", 0, 1, 2)], log.Show());
        Assert.Single(log.Show());
    }

    [Fact]
    public void What_was_shown_does_not_change_with_the_next_step()
    {
        EventLog log = new();
        log.Show();
        log.Add("hit", 0, null);
        IReadOnlyList<FrameEvent> shown = log.Show();
        log.Clear();
        Assert.Single(shown);
        Assert.Empty(log.Show());
    }

    [Fact]
    public void What_goes_on_is_added_up_for_each_pair()
    {
        EventLog log = new();
        log.Show();
        log.AddTo("heal", 0, 1, 2);
        log.AddTo("heal", 0, 2, 4);
        log.AddTo("heal", 0, 1, 3);
        Assert.Equal([new FrameEvent("heal", 0, 1, 5), new FrameEvent("heal", 0, 2, 4)], log.Show());
    }
}
