using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Running;

/// <summary>
/// Runs the cells of a plan on the cores of this machine: side by side, each in a slot on one thread, the longest first. Finished cells are skipped and
/// interrupted ones go on. A cell that fails costs nothing but itself, and one that another process trains is waited for.
/// </summary>
/// <param name="plan">The cells.</param>
/// <param name="folder">The study's folder.</param>
/// <param name="store">Where cells lie.</param>
public sealed class LocalStudy(StudyPlan plan, StudyFolder folder, CellStore store)
{
    // A run saves itself within about three seconds of being told; who waits for the study has five.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3.5);

    // How often a cell that another process trains is looked at.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<WaitingCell> _waiting = [];
    private readonly List<SlotProcess> _slots = [];
    private readonly Dictionary<PlannedCell, SlotReport> _ended = [];
    private IStudyObserver? _observer;
    private long _memoryFree;
    private bool _stopped;
    private ExceptionDispatchInfo? _fault;

    /// <summary>How many cells are trained side by side; by default as many as there are cores.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>The memory that all replays may take together; by default six tenths of the machine's.</summary>
    public long Memory { get; init; } = (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.6);

    /// <summary>How long a cell will take, in any unit; the longest are run first. By default its steps.</summary>
    public Func<PlannedCell, double> Cost { get; init; } = cell => cell.Cell.Steps;

    /// <summary>The program that is started as a slot; by default this one.</summary>
    public Func<ProcessStartInfo> Program { get; init; } = SlotProcess.ThisProgram;

    /// <summary>Runs all cells that are not finished, and returns how each of those ended.</summary>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="cancellation">Stops the study: every cell that is being trained is saved. A slot that does not end by itself is ended.</param>
    /// <exception cref="UserErrorException">A cell's replay needs more memory than there is.</exception>
    public IReadOnlyDictionary<PlannedCell, SlotReport> Run(IStudyObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        (PlannedCell Cell, CellState State)[] states = [.. plan.Cells.Select(cell => (cell, store.Find(cell.Cell)))];
        (_observer, _memoryFree, _stopped, _fault) = (observer, Memory, false, null);
        observer.Planned(states);
        _waiting.AddRange(states.Where(state => state.State.Progress is CellProgress.Missing or CellProgress.Begun)
            .OrderByDescending(state => Cost(state.Cell)).ThenBy(state => state.Cell.Index).Select(state => new WaitingCell(state.Cell, DueAt: 0)));
        if (_waiting.FirstOrDefault(waiting => waiting.Cell.ReplayBytes > Memory)?.Cell is { } large)
        {
            throw new UserErrorException(
                $"cell {large.Id} may need {large.ReplayBytes >> 20} MiB for its replay, more than the {Memory >> 20} MiB there are; set replay.half_precision or a smaller replay.capacity_episodes");
        }

        Thread[] threads = [.. Enumerable.Range(0, Math.Min(Slots, _waiting.Count)).Select(slot => new Thread(RunSlot) { Name = $"Phalanx slot {slot}" })];
        using (cancellation.Register(StopAll))
        using (cancellation.Register(() => new Thread(KillLater) { IsBackground = true, Name = "Phalanx slots' deadline" }.Start()))
        {
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
        }

        _fault?.Throw();
        return _ended;
    }

    private void RunSlot()
    {
        SlotProcess? slot = null;
        try
        {
            while (Take() is { } next)
            {
                if (IsElsewhere(next) || TrainIn(ref slot, next.Cell) is not { } end)
                {
                    PutBack(next);
                    continue;
                }

                Finish(next.Cell, end);
                if (slot is not null && end.Outcome is SlotOutcome.Killed or SlotOutcome.Stopped)
                {
                    Forget(slot);
                    slot = null;
                }
            }
        }
#pragma warning disable CA1031 // It is thrown again where the study is waited for: on this thread it would end the process, and no other cell were saved.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(fault), null);
            StopAll();
        }
        finally
        {
            if (slot is not null)
            {
                Forget(slot);
            }
        }
    }

    /// <summary>Whether another process trains the cell, of this study or of another one. That it ends is waited for.</summary>
    private bool IsElsewhere(WaitingCell waiting)
    {
        bool isElsewhere = RunDirectory.IsBeingWritten(store.PathOf(waiting.Cell.Cell));
        if (isElsewhere && waiting.DueAt == 0)
        {
            Tell(observer => observer.Waits(waiting.Cell));
        }

        return isElsewhere;
    }

    /// <summary>Trains a cell as it is now, which is not as it was when the study began: another one may have trained it since.</summary>
    /// <returns>How it ended; null where another process began it at the same time.</returns>
    private SlotReport? TrainIn(ref SlotProcess? slot, PlannedCell cell)
    {
        CellState state = store.Find(cell.Cell);
        if (state is { Progress: CellProgress.Finished, Summary: { } summary })
        {
            return new SlotReport { TEnv = summary.TEnv, Figures = summary.Final, Outcome = SlotOutcome.Done };
        }

        if (state.Progress is CellProgress.Damaged or CellProgress.Failed)
        {
            return new SlotReport { Outcome = SlotOutcome.UserError, Message = state.Damage };
        }

        string path = store.PathOf(cell.Cell);
        try
        {
            if (state.Progress == CellProgress.Missing)
            {
                // A batch scheduler may have begun it.
                var attempts = new AttemptFolders(folder.Path, cell);
                attempts.PutAside(path);
                state = attempts.CopyNewestTo(path) ?? state;
            }

            slot ??= StartSlot();
        }
        catch (ExplainedException refusal)
        {
            return new SlotReport { Outcome = SlotOutcome.MachineFault, Message = refusal.Message };
        }

        Tell(observer => observer.Begun(cell, state));
        var order = new SlotOrder(Path.GetFullPath(folder.SettingsOf(cell)), path, Threads: 1, cell.ReplayBytes);
        SlotReport end = slot.Train(order, report => Tell(observer => observer.Progressed(cell, report)));
        return end.Outcome == SlotOutcome.UserError && RunDirectory.IsBeingWritten(path) ? null : end;
    }

    /// <summary>The next cell whose replay fits beside those that are being trained; waits while there is one that will fit, or will be looked at again, later.</summary>
    private WaitingCell? Take()
    {
        lock (_waiting)
        {
            while (!_stopped && _waiting.Count > 0)
            {
                long now = Stopwatch.GetTimestamp();
                int fits = _waiting.FindIndex(waiting => waiting.DueAt <= now && waiting.Cell.ReplayBytes <= _memoryFree);
                if (fits >= 0)
                {
                    WaitingCell next = _waiting[fits];
                    _waiting.RemoveAt(fits);
                    _memoryFree -= next.Cell.ReplayBytes;
                    return next;
                }

                Monitor.Wait(_waiting, Pause);
            }

            return null;
        }
    }

    private void PutBack(WaitingCell cell)
    {
        lock (_waiting)
        {
            _memoryFree += cell.Cell.ReplayBytes;
            _waiting.Add(cell with { DueAt = Stopwatch.GetTimestamp() + (long)(Pause.TotalSeconds * Stopwatch.Frequency) });
            Monitor.PulseAll(_waiting);
        }
    }

    private void Finish(PlannedCell cell, SlotReport end)
    {
        lock (_waiting)
        {
            _memoryFree += cell.ReplayBytes;
            _ended[cell] = end;
            Monitor.PulseAll(_waiting);
        }

        Tell(observer => observer.Ended(cell, end));
    }

    private SlotProcess StartSlot()
    {
        var slot = SlotProcess.Start(Program());
        lock (_waiting)
        {
            _slots.Add(slot);
            if (_stopped)
            {
                slot.Stop();
            }
        }

        return slot;
    }

    private void Forget(SlotProcess slot)
    {
        slot.Dispose(); // it is among the slots until then: one that does not end is ended after a time
        lock (_waiting)
        {
            _slots.Remove(slot);
        }
    }

    private void StopAll()
    {
        lock (_waiting)
        {
            _stopped = true;
            _slots.ForEach(slot => slot.Stop());
            Monitor.PulseAll(_waiting);
        }
    }

    private void KillLater()
    {
        Thread.Sleep(StopPatience);
        lock (_waiting)
        {
            _slots.ForEach(slot => slot.Kill());
        }
    }

    private void Tell(Action<IStudyObserver> what)
    {
        lock (_gate)
        {
            what(_observer!);
        }
    }

    /// <summary>A cell that is to be trained.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="DueAt">When it is looked at again, as a time stamp; 0 for one that was not looked at yet.</param>
    private sealed record WaitingCell(PlannedCell Cell, long DueAt);
}
