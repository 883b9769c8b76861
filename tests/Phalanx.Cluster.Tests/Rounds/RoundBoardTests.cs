using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Rounds;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Rounds;

public sealed class RoundBoardTests : IDisposable
{
    private static readonly SlotClass Bits = new("1", "256", "10", "x64", "aa");

    private readonly ToyRun _run = new();
    private readonly VirtualTime _clock = new();
    private readonly List<string> _log = [];
    private readonly ChunkTimes _times = new();
    private readonly RoundBoard _board;
    private long _round;

    public RoundBoardTests()
    {
        _board = new RoundBoard(_log.Add, _clock);
        _board.Open("settings", "description", Bits);
    }

    public void Dispose()
    {
        _board.Dispose();
        _run.Dispose();
    }

    [Fact]
    public async Task Episodes_of_two_machines_make_the_round()
    {
        Begin("a", "b");
        RoundWork first = await Take("a");
        RoundWork second = await Take("b");
        Assert.Equal((0, 3), (first.Place, second.Place));
        Assert.Equal(103, second.FirstEpisode);
        Give("a", 0, 1, 2);
        Give("b", 3, 4, 5);
        Assert.Null(_board.TakeHome());
        _board.End();
        Assert.All(Enumerable.Range(0, ToyRun.Episodes), place => Assert.True(_run.IsWritten(place)));
        Assert.Equal(6, _board.Received.Episodes);
    }

    [Fact]
    public async Task Weights_go_out_once_to_every_machine_and_version()
    {
        Begin("a", "b");
        RoundWork work = await Take("a");
        Assert.Equal(_run.Weights.Count * sizeof(float), work.WeightsBytes);
        Assert.Equal(work.WeightsBytes, work.Weights!.Bytes.Length);
        Assert.Null((await Take("a", version: work.WeightsVersion)).Weights);
        Assert.Null(_board.Weights(work.WeightsVersion + 1, 0));
        Assert.Equal(work.WeightsBytes - 8, _board.Weights(work.WeightsVersion, 8)!.Bytes.Length);
    }

    [Fact]
    public async Task A_machine_that_is_not_known_is_told_to_introduce_itself()
    {
        Begin();
        RoundOrder order = await _board.Take(new RoundRequest("stranger", true, 0, 0, []));
        Assert.False(order.Known);
        Assert.False(_board.Give(_run.Delivery("stranger", _round, 0)).Known);
        Assert.False(_run.Recorder[0].IsComplete);
    }

    [Fact]
    public void Machines_of_another_class_and_with_impossible_names_are_refused_by_a_sentence()
    {
        RunTerms other = _board.Join(new WorkerHello("a", WireClass.Of(Bits with { Simd = "512" }), 1, 0));
        Assert.Equal(
            "this machine computes other bits than the run: here it is kernels 512, and the run has kernels 256; start the trainer and all machines with PHALANX_SIMD=512, or fewer bits, for all to be alike",
            other.Refusal);
        Assert.NotNull(_board.Join(new WorkerHello("a", WireClass.Of(Bits with { Build = "2" }), 1, 0)).Refusal);
        Assert.NotNull(_board.Join(new WorkerHello("../a", WireClass.Of(Bits), 1, 0)).Refusal);
        Assert.NotNull(_board.Join(new WorkerHello("a", WireClass.Of(Bits), 0, 0)).Refusal);
        Assert.Null(_board.Join(new WorkerHello("a", WireClass.Of(Bits), 2, 0)).Refusal);
        Assert.Equal(2, _board.Slots);
    }

    [Fact]
    public void Machines_are_no_more_than_some_thousands_and_those_that_are_silent_make_room()
    {
        foreach (int machine in Enumerable.Range(0, 4000))
        {
            Join($"m{machine}");
        }

        Assert.StartsWith("no more workers may join", _board.Join(new WorkerHello("late", WireClass.Of(Bits), 1, 0)).Refusal, StringComparison.Ordinal);
        Join("m0");
        _clock.Move(TimeSpan.FromSeconds(31));
        Join("late");
        Assert.Equal(1, _board.Slots);
        Assert.NotNull(_board.Join(new WorkerHello("a", WireClass.Of(Bits with { Probe = new string('a', 1_000_000) }), 1, 0)).Refusal);
    }

    [Fact]
    public void A_machine_that_comes_before_the_run_is_open_asks_again()
    {
        using var board = new RoundBoard(_log.Add, _clock);
        RunTerms terms = board.Join(new WorkerHello("a", WireClass.Of(Bits), 1, 0));
        Assert.Null(terms.Settings);
        Assert.Null(terms.Refusal);
    }

    [Fact]
    public async Task An_episode_that_comes_twice_alike_is_taken_once()
    {
        Begin("a");
        await Take("a");
        Give("a", 0, 0);
        Assert.Equal(1, _board.Received.Episodes);
    }

    [Fact]
    public async Task An_episode_that_comes_back_different_ends_the_run_by_the_names_of_both_machines()
    {
        Begin("a", "b");
        await Take("a");
        await Take("b");
        Give("a", 1);
        EpisodeDelivery other = _run.Delivery("b", _round, 1);
        _board.Give(other with { Return = other.Return + 1 });
        Assert.Null(_board.TakeHome());
        DifferentEpisodeException end = Assert.Throws<DifferentEpisodeException>(_board.End);
        Assert.StartsWith("episode 101 came back different from a and b; ", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bit_of_a_record_is_a_difference()
    {
        Begin("a", "b");
        await Take("a");
        Give("a", 1);
        byte[] record = _run.Record(1);
        record[^8] ^= 1;
        _board.Give(_run.Delivery("b", _round, 1) with { Record = new Payload(record) });
        Assert.Throws<DifferentEpisodeException>(_board.End);
    }

    [Fact]
    public async Task What_comes_after_the_round_and_is_the_same_or_too_old_changes_nothing()
    {
        Begin("a", "b");
        await Take("a");
        await Take("b");
        Give("a", 0, 1, 2);
        Give("b", 3, 4, 5);
        _board.End();
        long before = _round;
        _board.Give(_run.Delivery("b", before, 0)); // the same
        Begin();
        _board.End();
        EpisodeDelivery late = _run.Delivery("b", _round, 0);
        Assert.Null(_board.Give(late with { Round = before }).Refusal); // too old to be compared
    }

    [Fact]
    public async Task What_comes_after_the_round_and_differs_ends_the_run_before_the_next_one()
    {
        Begin("a", "b");
        await Take("a");
        Give("a", 0, 1, 2, 3, 4, 5);
        _board.End();
        EpisodeDelivery late = _run.Delivery("b", _round, 5);
        _board.Give(late with { Return = -77 });
        DifferentEpisodeException end = Assert.Throws<DifferentEpisodeException>(() => Begin());
        Assert.StartsWith("episode 105 came back different from a and b", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_deliveries_are_refused_and_their_episodes_played_elsewhere()
    {
        Begin("a", "b");
        RoundWork work = await Take("a");
        EpisodeDelivery good = _run.Delivery("a", _round, 0);
        byte[] damaged = _run.Record(0);
        damaged[30] ^= 1;
        byte[] ofAnother = _run.Record(1);
        Refused(good with { Place = -1 });
        Refused(good with { Place = 6 });
        Refused(good with { Length = 0 });
        Refused(good with { Length = 1_000_000 });
        Refused(good with { Return = double.NaN });
        Refused(good with { Statistics = default });
        Refused(good with { Statistics = [.. good.Statistics, 1f] });
        Refused(good with { RecordBytes = int.MaxValue });
        Refused(good with { RecordBytes = good.RecordBytes - 1 });
        Refused(good with { Offset = -4 });
        Refused(good with { Offset = int.MaxValue });
        Refused(good with { Offset = 4, Record = new Payload(damaged.AsMemory(4)) });
        Refused(good with { Record = null });
        Refused(good with { Record = new Payload(new byte[good.RecordBytes + 1]) });
        Refused(good with { Record = new Payload(damaged) });
        Refused(good with { Record = new Payload(ofAnother) });
        Assert.Equal(0, _board.Received.Episodes);
        Assert.False(_run.Recorder[0].IsComplete);
        RoundWork again = await Take("b", holding: []);
        Assert.Equal(work.Place, again.Place);
        Give("b", 0);
        Assert.True(_run.IsWritten(0));
    }

    [Fact]
    public async Task A_record_of_another_layout_is_refused()
    {
        using var other = new ToyRun("matrix/qtran");
        Begin("a");
        await Take("a");
        EpisodeDelivery foreign = other.Delivery("a", _round, 0);
        Refused(foreign with { Statistics = _run.Delivery("a", _round, 0).Statistics });
    }

    [Fact]
    public async Task A_record_comes_in_parts_and_a_part_that_comes_again_changes_nothing()
    {
        Begin("a");
        await Take("a");
        EpisodeDelivery whole = _run.Delivery("a", _round, 0);
        byte[] record = _run.Record(0);
        EpisodeDelivery Part(int offset, int count) => whole with { Offset = offset, Record = new Payload(record.AsMemory(offset, count)) };
        Assert.Null(_board.Give(Part(0, 10)).Refusal);
        Assert.Null(_board.Give(Part(0, 10)).Refusal);
        Assert.Null(_board.Give(Part(10, 7)).Refusal);
        Assert.Equal(0, _board.Received.Episodes);
        Assert.Null(_board.Give(Part(17, record.Length - 17)).Refusal);
        Assert.True(_run.IsWritten(0));
        Assert.Equal(_board.Give(Part(20, 5)) with { Refusal = null }, new GiveAnswer(true, null, Again: true)); // of another attempt, whose beginning never came
        Assert.DoesNotContain(_log, line => line.Contains("refused", StringComparison.Ordinal)); // and so no failure of what it has left to play
    }

    [Fact]
    public async Task What_a_silent_machine_has_goes_to_another_when_its_lease_is_over()
    {
        Begin("a", "b");
        await Take("a");
        await Take("b");
        Give("b", 3, 4, 5);
        Assert.Null(await TakeNothing("b"));
        _clock.Move(TimeSpan.FromSeconds(16));
        Assert.Equal(0, (await Take("b")).Place);
        _clock.Move(TimeSpan.FromSeconds(31));
        Give("b", 0, 1, 2);
        _board.End();
        Assert.Equal(3, _board.Received.GivenTwice);
        Assert.Contains(_log, line => line.StartsWith("a took too long", StringComparison.Ordinal));
        Assert.Equal(1, _board.Slots);
    }

    [Fact]
    public async Task A_machine_that_introduces_itself_again_has_lost_what_it_had()
    {
        Begin("a", "b");
        await Take("a");
        Join("a");
        Assert.Equal(0, (await Take("b")).Place);
        Assert.Equal(3, (await Take("a")).Place);
    }

    [Fact]
    public async Task What_a_machine_cannot_play_is_played_elsewhere_and_its_sentence_is_told()
    {
        Begin("a", "b");
        await Take("a");
        _board.Fail(new ChunkFailure("a", _round, 0, "the game has crashed"));
        Assert.Contains(_log, line => line.StartsWith("a: the game has crashed; ", StringComparison.Ordinal));
        Assert.Equal(0, (await Take("b")).Place);
        _board.Fail(new ChunkFailure("b", _round, 0, "the game has crashed"));
        RoundChunk home = _board.TakeHome()!;
        Assert.Equal(0, home.First);
        var fault = new Learning.Faults.EnvironmentFaultException(new Learning.Faults.EnvironmentFault { Environment = "game", Complaint = "it has crashed" });
        _board.FailHome(home, fault);
        Assert.Null(_board.TakeHome());
        Assert.Same(fault, Assert.Throws<Learning.Faults.EnvironmentFaultException>(_board.End));
        Begin(); // an episode that was given up is played again with another address
    }

    [Fact]
    public async Task A_machine_that_leaves_frees_what_it_has_at_once()
    {
        Begin("a", "b");
        await Take("a");
        _board.Leave("a");
        Assert.Equal(0, (await Take("b")).Place);
        Assert.False((await _board.Take(new RoundRequest("a", true, 0, 0, []))).Known);
    }

    [Fact]
    public async Task Machines_that_wait_hear_that_the_run_is_done()
    {
        Join("a");
        Task<RoundOrder> waiting = _board.Take(new RoundRequest("a", true, 0, 0, []));
        await _board.Finish(TimeSpan.FromSeconds(10));
        Assert.True((await waiting).Over);
    }

    [Fact]
    public void A_board_that_is_closed_lets_the_trainer_go()
    {
        Begin("a");
        var trainer = new Thread(() =>
        {
            while (_board.TakeHome() is not null)
            {
            }
        });
        trainer.Start();
        _board.Dispose();
        Assert.True(trainer.Join(TimeSpan.FromSeconds(10)));
        Assert.Throws<OperationCanceledException>(_board.End);
    }

    private void Join(string worker) => Assert.Null(_board.Join(new WorkerHello(worker, WireClass.Of(Bits), 1, 0)).Refusal);

    /// <summary>Machines join, and a round is posted in chunks of three.</summary>
    private void Begin(params string[] workers)
    {
        Array.ForEach(workers, Join);
        _round = _board.NextRound();
        _board.Begin(_run.Target(_round), new RoundSheet(RoundSheet.Cut(ToyRun.Episodes, 3, _ => false), _times), _run.Weights);
    }

    private async Task<RoundWork> Take(string worker, long version = 0, int[]? holding = null)
    {
        RoundOrder order = await _board.Take(new RoundRequest(worker, true, version, holding is null ? 0 : _round, [.. holding ?? []]));
        Assert.True(order.Known);
        Assert.NotNull(order.Work);
        return order.Work;
    }

    private async Task<RoundWork?> TakeNothing(string worker)
    {
        Task<RoundOrder> asking = _board.Take(new RoundRequest(worker, true, 0, 0, []));
        _clock.Move(TimeSpan.FromSeconds(8.5));
        return (await asking).Work;
    }

    private void Give(string worker, params int[] places) =>
        Assert.All(places, place => Assert.Equal(new GiveAnswer(true, null), _board.Give(_run.Delivery(worker, _round, place))));

    private void Refused(EpisodeDelivery delivery) => Assert.NotNull(_board.Give(delivery).Refusal);
}
