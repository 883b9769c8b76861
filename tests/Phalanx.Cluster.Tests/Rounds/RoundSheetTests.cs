using Phalanx.Cluster.Rounds;

namespace Phalanx.Cluster.Tests.Rounds;

public class RoundSheetTests
{
    private static readonly string[] Others = ["a", "b"];

    private readonly ChunkTimes _times = new();
    private TimeSpan _now;

    [Fact]
    public void A_round_is_cut_into_chunks_and_what_is_watched_stays_at_home()
    {
        (int, int, bool)[] cuts = [.. RoundSheet.Cut(10, 4, place => place < 2).Select(chunk => (chunk.First, chunk.Count, chunk.AtHome))];
        Assert.Equal([(0, 2, true), (2, 4, false), (6, 4, false)], cuts);
        var sheet = new RoundSheet(RoundSheet.Cut(4, 4, _ => true), _times);
        Assert.Null(sheet.Take("a", _now, Others));
        Assert.NotNull(sheet.Take(RoundSheet.Home, _now, Others));
    }

    [Fact]
    public void A_chunk_is_given_out_again_when_its_lease_is_over_and_never_before()
    {
        RoundSheet sheet = Sheet(episodes: 4, size: 4);
        RoundChunk chunk = sheet.Take("a", _now, Others)!;
        _now += ChunkTimes.ShortestLease;
        Assert.Null(sheet.Take("b", _now, Others));
        _now += TimeSpan.FromSeconds(1);
        Assert.Equal(Arrival.First, sheet.Arrive(chunk.First));
        sheet.Complete(chunk.First, "a", _now);
        RoundChunk again = sheet.Take("b", _now, Others)!;
        Assert.Equal((1, 3), (again.First, again.Count)); // what came of it is not played again
        Assert.Equal(3, sheet.GivenTwice);
        Assert.Contains("a", sheet.TooSlow);
    }

    [Fact]
    public void A_lease_is_four_times_the_slowest_chunk()
    {
        _times.Add(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(40), _times.Lease);
    }

    [Fact]
    public void Who_is_idle_at_the_end_gets_what_takes_over_twice_the_median()
    {
        Array.ForEach([1, 1, 1], seconds => _times.Add(TimeSpan.FromSeconds(seconds)));
        RoundSheet sheet = Sheet(episodes: 2, size: 1);
        sheet.Take("a", _now, Others);
        _now += TimeSpan.FromSeconds(3);
        Assert.Equal(1, sheet.Take("b", _now, Others)!.First); // what waits comes first
        Assert.Null(sheet.Take("a", _now, Others)); // not its own
        RoundChunk second = sheet.Take("b", _now, Others)!;
        Assert.Equal(0, second.First);
        Assert.Null(sheet.Take("c", _now, Others)); // two are enough
        Assert.Equal(Arrival.First, sheet.Arrive(0));
        sheet.Complete(0, "b", _now);
        Assert.Equal(Arrival.Second, sheet.Arrive(0));
        Assert.Equal("b", sheet.PlayedBy(0));
    }

    [Fact]
    public void What_failed_is_played_elsewhere_and_the_third_time_at_home()
    {
        RoundSheet sheet = Sheet(episodes: 2, size: 2);
        sheet.Take("a", _now, Others);
        Assert.Equal(1, sheet.Fail("a", 0));
        Assert.Null(sheet.Take("a", _now, Others));
        Assert.NotNull(sheet.Take("b", _now, Others));
        Assert.Equal(2, sheet.Fail("b", 0));
        Assert.Null(sheet.Take("c", _now, Others));
        Assert.NotNull(sheet.Take(RoundSheet.Home, _now, Others));
        Assert.Equal(RoundSheet.MostFailures, sheet.Fail(RoundSheet.Home, 0));
    }

    [Fact]
    public void What_failed_at_home_goes_to_another_machine_while_there_is_one()
    {
        RoundSheet sheet = Sheet(episodes: 1, size: 1);
        sheet.Take(RoundSheet.Home, _now, Others);
        sheet.Fail(RoundSheet.Home, 0);
        Assert.Null(sheet.Take(RoundSheet.Home, _now, Others));
        Assert.NotNull(sheet.Take(RoundSheet.Home, _now, []));
    }

    [Fact]
    public void A_machine_that_has_lost_its_answer_frees_what_it_never_got()
    {
        RoundSheet sheet = Sheet(episodes: 2, size: 1);
        sheet.Take("a", _now, Others);
        sheet.Take("a", _now, Others);
        sheet.Hold("a", [1]);
        Assert.Equal(0, sheet.Take("b", _now, Others)!.First);
        Assert.Null(sheet.Take("b", _now, Others));
    }

    [Fact]
    public void An_episode_that_home_plays_is_not_needed_from_another()
    {
        RoundSheet sheet = Sheet(episodes: 1, size: 1);
        sheet.Take("a", _now, Others);
        _now += TimeSpan.FromSeconds(16);
        RoundChunk home = sheet.Take(RoundSheet.Home, _now, Others)!;
        Assert.Equal(Arrival.NotNeeded, sheet.Arrive(0));
        sheet.CompleteAtHome(home, _now);
        Assert.True(sheet.IsOver);
        Assert.Equal(Arrival.Second, sheet.Arrive(0));
    }

    private RoundSheet Sheet(int episodes, int size) => new(RoundSheet.Cut(episodes, size, _ => false), _times);
}
