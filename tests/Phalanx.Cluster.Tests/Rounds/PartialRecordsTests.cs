using System.Collections.Immutable;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Rounds;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Rounds;

public sealed class PartialRecordsTests
{
    private const int Record = 100_000; // out of the pool: 128 KiB

    private readonly PartialRecords _parts = new(mostBytes: 2 * (128 << 10));
    private readonly HashSet<(int Place, string Worker)> _lost = [];
    private TimeSpan _now;

    [Fact]
    public void Who_finds_no_room_begins_again_when_another_record_is_whole()
    {
        Assert.True(Add("a", 0, 0, 10));
        Assert.True(Add("a", 1, 0, 10));
        Assert.False(Add("b", 2, 0, 10));
        Assert.False(Add("b", 2, 10, 10)); // its beginning is not here
        Assert.True(Add("a", 0, 10, Record - 10, isWhole: true));
        Assert.True(Add("b", 2, 0, 10));
    }

    [Fact]
    public void A_part_that_comes_after_its_record_was_whole_lets_it_be_sent_again()
    {
        Assert.True(Add("a", 0, 0, Record - 10));
        Assert.True(Add("a", 0, Record - 10, 10, isWhole: true));
        Assert.False(Add("a", 0, Record - 10, 10));
    }

    [Fact]
    public void Who_has_lost_an_episode_and_who_is_silent_make_room()
    {
        Assert.True(Add("lost", 0, 0, 10));
        Assert.True(Add("silent", 1, 0, 10));
        _lost.Add((0, "lost"));
        Assert.True(Add("b", 2, 0, 10));
        Assert.False(Add("lost", 0, 10, 10));
        Assert.False(Add("c", 3, 0, 10));
        _now += TimeSpan.FromSeconds(61);
        Assert.True(Add("b", 2, 10, 10));
        Assert.True(Add("c", 3, 0, 10));
        Assert.True(Add("b", 2, 20, Record - 20, isWhole: true));
    }

    [Fact]
    public void Small_records_and_those_that_begin_with_another_length_do_not_add_up()
    {
        Assert.All(Enumerable.Range(0, 4), place => Assert.True(Add("a", place, 0, 10, length: 100)));
        Assert.False(Add("a", 4, 0, 10, length: 100));
        Assert.True(Add("a", 0, 0, 10, length: 200));
        _parts.Clear();
        Assert.True(Add("a", 0, 0, 10, length: 1_000_000)); // alone it may be larger
        Assert.False(Add("a", 1, 0, 10, length: 100));
    }

    /// <summary>There is room for one record, six machines bring one each in small parts, and none is lost.</summary>
    [Fact]
    public async Task Episodes_of_many_machines_come_through_little_memory()
    {
        using var run = new ToyRun();
        using var board = new RoundBoard(_ => { }, partialBytes: 64 << 10);
        var bits = new SlotClass("1", "256", "10", "x64", "aa");
        board.Open("settings", "description", bits);
        string[] workers = [.. Enumerable.Range(0, ToyRun.Episodes).Select(place => $"w{place}")];
        Array.ForEach(workers, worker => board.Join(new WorkerHello(worker, WireClass.Of(bits), 1, 0)));
        long round = board.NextRound();
        board.Begin(run.Target(round), new RoundSheet(RoundSheet.Cut(ToyRun.Episodes, 1, _ => false), new ChunkTimes()), run.Weights);
        int again = 0;
        using var full = new CountdownEvent(ToyRun.Episodes - 1);
        PlayedEpisode first = await Played(workers[0]);
        await Give(run.Delivery(workers[0], round, first.Place) with { Record = new Payload(first.Record.AsMemory(0, 20)) });
        Task sent = Task.WhenAll(workers.Skip(1).Select(async worker => await Send(worker, await Played(worker))));
        Assert.True(full.Wait(TimeSpan.FromMinutes(1))); // there was no room so often
        Assert.False(sent.IsCompleted);
        await Send(workers[0], first);
        await sent;
        Assert.Null(board.TakeHome());
        board.End();
        Assert.True(again >= ToyRun.Episodes - 1);
        Assert.All(Enumerable.Range(0, ToyRun.Episodes), place => Assert.True(run.IsWritten(place)));

        async Task<PlayedEpisode> Played(string worker)
        {
            RoundOrder order = await board.Take(new RoundRequest(worker, true, 0, 0, []));
            EpisodeDelivery whole = run.Delivery(worker, round, order.Work!.Place);
            byte[] record = PayloadMemory.Rent(whole.RecordBytes);
            whole.Record!.Bytes.CopyTo(record);
            return new PlayedEpisode(whole.Place, new(whole.Return, whole.Length), [.. whole.Statistics], record, whole.RecordBytes);
        }

        Task Send(string worker, PlayedEpisode episode) =>
            EpisodeSending.Send(Give, worker, round, episode, TimeSpan.FromMilliseconds(1), CancellationToken.None, partBytes: 20).WaitAsync(TimeSpan.FromMinutes(1));

        async Task<GiveAnswer> Give(EpisodeDelivery delivery)
        {
            await Task.Yield();
            GiveAnswer answer = board.Give(delivery);
            if (answer.Again && Interlocked.Increment(ref again) < ToyRun.Episodes)
            {
                full.Signal();
            }

            return answer;
        }
    }

    private bool Add(string worker, int place, int offset, int count, bool isWhole = false, int length = Record)
    {
        var delivery = new EpisodeDelivery(worker, 1, place, 0, 1, ImmutableArray<float>.Empty, length, offset, new Payload(new byte[count]));
        bool added = _parts.Add(delivery, _now, (of, by) => !_lost.Contains((of, by)), out byte[]? whole);
        Assert.Equal(isWhole, whole is not null);
        return added;
    }
}
