using System.Runtime.ExceptionServices;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Policies;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// Where a trainer posts its rounds and other machines take episodes of them: which machines there are, what they have, and what has come. It has nothing of
/// the engine that carries its calls. The trainer's own machine takes from the same board.
/// </summary>
internal sealed partial class RoundBoard : IDisposable
{
    /// <summary>The most bytes of a part of an episode, and of weights.</summary>
    public const int PartBytes = 1 << 20;

    private static readonly TimeSpan TakePatience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Action<string> _log;
    private readonly TimeProvider _clock;
    private readonly long _begun;
    private readonly Dictionary<string, Machine> _machines = new(StringComparer.Ordinal);
    private readonly WeightsShelf _weights = new();
    private readonly PartialRecords _parts;
    private TaskCompletionSource _changed = NewSignal();
    private RunTerms _terms = new(null, null, null);
    private SlotClass? _class;
    private RoundTarget? _target;
    private RoundTarget? _before;
    private RoundSheet? _sheet;
    private RoundSheet? _sheetBefore;
    private ExceptionDispatchInfo? _end;

    // Not from 0: what is still on its way from before a restart must not be taken for an episode of now.
    private long _rounds = Random.Shared.NextInt64(1L << 40);
    private int _atWork;
    private bool _over;

    /// <param name="log">Is told what happens, in a line each.</param>
    /// <param name="clock">Tells the time; by default the system's.</param>
    /// <param name="partialBytes">The most memory of records of which not all parts have come.</param>
    public RoundBoard(Action<string> log, TimeProvider? clock = null, long partialBytes = PartialRecords.UsualBytes)
    {
        (_log, _clock, _parts) = (log, clock ?? TimeProvider.System, new PartialRecords(partialBytes));
        _begun = _clock.GetTimestamp();
    }

    /// <summary>What has come so far.</summary>
    public ReceivedCounts Received { get; private set; } = new(0, 0, 0, 0);

    /// <summary>How many slots the machines have together that were heard of not long ago.</summary>
    public int Slots
    {
        get
        {
            lock (_gate)
            {
                return Present().Sum(machine => machine.Slots);
            }
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_begun);

    /// <summary>The run is open: machines may join.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="description">What is played and recorded.</param>
    /// <param name="bits">What the trainer computes in.</param>
    public void Open(string settings, string description, SlotClass bits)
    {
        lock (_gate)
        {
            (_terms, _class) = (new RunTerms(null, settings, description), bits);
        }
    }

    /// <summary>A machine introduces itself. One that did before has crashed, and what it had may be what ended it.</summary>
    public RunTerms Join(WorkerHello hello)
    {
        lock (_gate)
        {
            if (_class is null)
            {
                return _terms;
            }

            if (WorkerLimits.Refusal(hello) is { } refusal)
            {
                return Refused(refusal);
            }

            SlotClass own = hello.Class.ToClass();
            if (own.ToString() != _class.ToString())
            {
                return Refused(OtherBits.OfRun(own, _class));
            }

            bool again = _machines.ContainsKey(hello.Worker);
            if (!again && !HasRoom())
            {
                return Refused(WorkerLimits.TooMany);
            }

            _sheet?.Lose(hello.Worker, crashed: true);
            _machines[hello.Worker] = new Machine(hello.Worker, hello.Slots) { Heard = Now };
            Change();
            _log($"worker {hello.Worker} {(again ? "has started again" : "plays too")}: {hello.Slots} slots");
            return _terms;
        }
    }

    /// <summary>Gives a machine episodes to play, once there are some.</summary>
    public async Task<RoundOrder> Take(RoundRequest request)
    {
        long asked = _clock.GetTimestamp();
        for (bool first = true; ; first = false)
        {
            Task changed;
            lock (_gate)
            {
                if (!_machines.TryGetValue(request.Worker, out Machine? machine))
                {
                    return new RoundOrder(false, _over, null);
                }

                machine.Heard = Now;
                if (first && _target?.Id == request.Round && !request.Holding.IsDefault)
                {
                    _sheet!.Hold(request.Worker, request.Holding);
                }

                machine.HasHeard |= _over;
                RoundWork? work = request.Wants && _end is null ? WorkFor(request) : null;
                if (work is not null || _over || !request.Wants || _clock.GetElapsedTime(asked) >= TakePatience)
                {
                    return new RoundOrder(true, _over, work);
                }

                changed = _changed.Task;
            }

            // Not by a change alone: leases end by themselves.
            await Task.WhenAny(changed, Task.Delay(Glance)).ConfigureAwait(false);
        }
    }

    /// <summary>A part of the weights.</summary>
    public Payload? Weights(long version, int offset)
    {
        lock (_gate)
        {
            ReadOnlyMemory<byte> all = _weights.Bytes;
            return version == _weights.Version && offset >= 0 && offset < all.Length ? new Payload(all.Slice(offset, Math.Min(PartBytes, all.Length - offset))) : null;
        }
    }

    /// <summary>A machine could not play something.</summary>
    public WireAnswer Fail(ChunkFailure failure)
    {
        lock (_gate)
        {
            if (_target?.Id == failure.Round && failure.Place >= 0 && failure.Place < _target.Round.Episodes && _sheet!.Fail(failure.Worker, failure.Place) > 0)
            {
                _log($"{failure.Worker}: {Shown.Sentence(failure.Sentence ?? "")}; what it played there is played elsewhere");
                Change();
            }

            return WireAnswer.Yes();
        }
    }

    /// <summary>A machine ends.</summary>
    public WireAnswer Leave(string worker)
    {
        lock (_gate)
        {
            _sheet?.Lose(worker, crashed: false);
            if (_machines.Remove(worker))
            {
                _log($"worker {worker} plays no more");
            }

            Change();
            return WireAnswer.Yes();
        }
    }

    /// <summary>The number of the round that is posted next.</summary>
    public long NextRound() => Interlocked.Increment(ref _rounds);

    /// <summary>Posts a round.</summary>
    /// <param name="target">Where its episodes go.</param>
    /// <param name="sheet">Who plays them.</param>
    /// <param name="weights">What they are played with.</param>
    public void Begin(RoundTarget target, RoundSheet sheet, ActingWeights weights)
    {
        lock (_gate)
        {
            _end?.Throw(); // the board is closed
            _weights.Put(weights);
            (_target, _sheet) = (target, sheet);
            Change();
        }
    }

    /// <summary>Gives the trainer's machine episodes to play, and waits for some; null when the round is over.</summary>
    public RoundChunk? TakeHome()
    {
        lock (_gate)
        {
            while (_sheet is { IsOver: false } && _end is null)
            {
                if (_sheet.Take(RoundSheet.Home, Now, [.. Present().Select(machine => machine.Name)]) is { } chunk)
                {
                    return chunk;
                }

                Monitor.Wait(_gate, Glance);
            }

            return null;
        }
    }

    /// <summary>The trainer's machine has played a chunk.</summary>
    public void CompleteHome(RoundChunk chunk)
    {
        lock (_gate)
        {
            _sheet!.CompleteAtHome(chunk, Now);
            Change();
        }
    }

    /// <summary>The trainer's machine could not play a chunk. A third failure ends the round, and one that is no environment's does at once.</summary>
    public void FailHome(RoundChunk chunk, Exception failure)
    {
        lock (_gate)
        {
            int failures = _sheet!.Fail(RoundSheet.Home, chunk.First);
            if (failures >= RoundSheet.MostFailures || failure is not (EnvironmentFaultException or NumericalFaultException))
            {
                _end ??= ExceptionDispatchInfo.Capture(failure);
            }

            Change();
        }
    }

    /// <summary>The round is over, or cannot be. Nothing of it is written any more when this returns.</summary>
    /// <exception cref="DifferentEpisodeException">An episode came back different from two machines.</exception>
    /// <exception cref="OperationCanceledException">The board is closed.</exception>
    public void End()
    {
        ExceptionDispatchInfo? end;
        lock (_gate)
        {
            while (_atWork > 0)
            {
                Monitor.Wait(_gate);
            }

            foreach (string slow in _sheet!.TooSlow)
            {
                _log($"{slow} took too long for some episodes; they were played by others too");
            }

            Received = Received with { GivenTwice = Received.GivenTwice + _sheet.GivenTwice, Rounds = Received.Rounds + 1 };
            (_before, _sheetBefore, _target, _sheet) = (_target, _sheet, null, null);
            _parts.Clear();
            end = _end;
            _end = end?.SourceException is EnvironmentFaultException or NumericalFaultException ? null : end; // what was skipped is played again
        }

        end?.Throw();
    }

    /// <summary>The run is done: machines that ask are told so.</summary>
    /// <param name="patience">How long it is waited until all have heard it.</param>
    public async Task Finish(TimeSpan patience)
    {
        long begun = _clock.GetTimestamp();
        while (true)
        {
            lock (_gate)
            {
                _over = true;
                Change();
                if (Present().All(machine => machine.HasHeard))
                {
                    return;
                }
            }

            if (_clock.GetElapsedTime(begun) >= patience)
            {
                return;
            }

            await Task.Delay(20).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the board: who waits for a round waits no more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _end ??= ExceptionDispatchInfo.Capture(new OperationCanceledException("the board of rounds is closed"));
            _machines.Clear();
            Change();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static RunTerms Refused(string sentence) => new(sentence, null, null);

    private IEnumerable<Machine> Present() =>
        _machines.Values.Where(machine => Now - machine.Heard < LongSilence || _sheet?.HeldBy(machine.Name).Any() == true);

    /// <summary>Whether one more machine may join. Those that are silent make room: when they come back, they introduce themselves again.</summary>
    private bool HasRoom()
    {
        if (_machines.Count >= WorkerLimits.MostWorkers)
        {
            HashSet<string> present = [.. Present().Select(machine => machine.Name)];
            foreach (string silent in _machines.Keys.Where(name => !present.Contains(name)).ToArray())
            {
                _machines.Remove(silent);
            }
        }

        return _machines.Count < WorkerLimits.MostWorkers;
    }

    private void Change()
    {
        Monitor.PulseAll(_gate);
        TaskCompletionSource before = _changed;
        _changed = NewSignal();
        before.TrySetResult();
    }

    private RoundWork? WorkFor(RoundRequest request)
    {
        if (_target is null || _sheet!.Take(request.Worker, Now, [.. Present().Select(machine => machine.Name)]) is not { } chunk)
        {
            return null;
        }

        Learning.Rollouts.Round part = _target.Round.Part(chunk.First, chunk.Count);
        ReadOnlyMemory<byte> weights = _weights.Bytes;
        return new RoundWork(
            _target.Id,
            part.Purpose.Name,
            part.Seed,
            part.FirstEpisode,
            chunk.First,
            chunk.Count,
            part.Progress.TEnv,
            part.Progress.Exploration,
            part.Progress.Testing,
            part.Attempts is null ? [] : [.. part.Attempts],
            _target.Records,
            _weights.Version,
            weights.Length,
            _weights.Checksum,
            request.WeightsVersion == _weights.Version ? null : new Payload(weights[..Math.Min(PartBytes, weights.Length)]));
    }

    /// <summary>A machine that plays.</summary>
    private sealed class Machine(string name, int slots)
    {
        public string Name => name;

        public int Slots => slots;

        /// <summary>When it was heard of.</summary>
        public TimeSpan Heard { get; set; }

        /// <summary>Whether it was told that the run is done.</summary>
        public bool HasHeard { get; set; }
    }
}
