using System.Collections.Frozen;
using Phalanx.Dashboard.Streams;

namespace Phalanx.Dashboard.Tests.Streams;

public class EventHubTests
{
    private static readonly FrozenSet<string> One = FrozenSet.Create("a");
    private readonly EventHub _hub = new();

    [Fact]
    public void Rows_go_to_pages_that_show_the_run_and_everything_else_to_all()
    {
        using EventHub.Page one = _hub.Open(One, null)!;
        using EventHub.Page other = _hub.Open(FrozenSet<string>.Empty, null)!;
        _hub.Tell("run", "a", "1");
        _hub.Tell("rows", "a", "2");
        _hub.Tell("rows", "b", "3");
        Assert.Equal(["1", "2"], Read(one));
        Assert.Equal(["1"], Read(other));
    }

    [Fact]
    public void A_page_that_comes_back_gets_what_it_missed()
    {
        for (int i = 1; i <= 5; i++)
        {
            _hub.Tell("run", "a", $"{i}");
        }

        using EventHub.Page page = _hub.Open(One, $"{_hub.Epoch}-3")!;
        Assert.Equal(["4", "5"], Read(page));
        Assert.False(page.IsBehind);
    }

    [Theory]
    [InlineData("00000000-3")]
    [InlineData("nonsense")]
    [InlineData("EPOCH-99999")]
    [InlineData("EPOCH-1")]
    public void A_page_that_missed_too_much_or_knows_another_process_reads_everything_anew(string id)
    {
        for (int i = 0; i < 1100; i++)
        {
            _hub.Tell("run", "a", "");
        }

        using EventHub.Page page = _hub.Open(One, id.Replace("EPOCH", _hub.Epoch, StringComparison.Ordinal))!;
        Assert.True(page.IsBehind);
    }

    [Fact]
    public void A_page_that_reads_too_slowly_reads_everything_anew_and_keeps_nobody_else()
    {
        using EventHub.Page page = _hub.Open(One, null)!;
        for (int i = 0; i < 300; i++)
        {
            _hub.Tell("run", "a", "");
        }

        Assert.True(page.IsBehind);
        Assert.Equal(256, Read(page).Length);
    }

    [Fact]
    public void There_are_32_pages_at_most_and_one_that_leaves_makes_room()
    {
        EventHub.Page[] pages = [.. Enumerable.Range(0, EventHub.MostPages).Select(_ => _hub.Open(One, null)!)];
        Assert.Null(_hub.Open(One, null));
        pages[3].Dispose();
        Assert.NotNull(_hub.Open(One, null));
    }

    private static string[] Read(EventHub.Page page)
    {
        List<string> read = [];
        while (page.Events.TryRead(out StreamEvent? told))
        {
            read.Add(told.Content);
        }

        return [.. read];
    }
}
