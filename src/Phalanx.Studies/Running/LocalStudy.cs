using System.Diagnostics;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Running;

/// <summary>
/// Runs the cells of a plan on the cores of this machine: side by side, each in a slot on one thread, the longest first. Finished cells are skipped and
/// interrupted ones go on. A cell that fails costs nothing but itself.
/// </summary>
/// <param name="plan">The cells.</param>
/// <param name="folder">The study's folder.</param>
/// <param name="store">Where cells lie.</param>
public sealed class LocalStudy(StudyPlan plan, StudyFolder folder, CellStore store)
{
    // A run saves itself within about three seconds of being told; who waits for the study has five.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3.5);

    private readonly Lock _gate = new();
    private readonly List<(PlannedCell Cell, CellState State)> _waiting = [];
    private readonly List<SlotProcess> _slots = [];
    private readonly Dictionary<PlannedCell, SlotReport> _ended = [];
    private IStudyObserver? _observer;
    private long _memoryFree;
    private bool _stopped;

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
        (_observer, _memoryFree, _stopped) = (observer, Memory, false);
        observer.Planned(states);
        _waiting.AddRange(states.Where(state => state.State.Progress is CellProgress.Missing or CellProgress.Begun)
            .OrderByDescending(state => Cost(state.Cell)).ThenBy(state => state.Cell.Index));
        if (_waiting.FirstOrDefault(waiting => waiting.Cell.ReplayBytes > Memory).Cell is { } large)
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

        return _ended;
    }

    private void RunSlot()
    {
        SlotProcess? slot = null;
        try
        {
            while (Take() is { } next)
            {
                slot ??= StartSlot();
                SlotReport end = Train(slot, next.Cell, next.State);
                Finish(next.Cell, end);
                if (end.Outcome is SlotOutcome.Killed or SlotOutcome.Stopped)
                {
                    Forget(slot);
                    slot = null;
                }
            }
        }
        finally
        {
            if (slot is not null)
            {
                Forget(slot);
            }
        }
    }

    private SlotReport Train(SlotProcess slot, PlannedCell cell, CellState state)
    {
        string path = store.PathOf(cell.Cell);
        try
        {
            if (state.Progress == CellProgress.Missing)
            {
                new AttemptFolders(folder, cell).PutAside(path);
            }
        }
        catch (ExplainedException refusal)
        {
            return new SlotReport { Outcome = SlotOutcome.MachineFault, Message = refusal.Message };
        }

        var order = new SlotOrder(Path.GetFullPath(folder.SettingsOf(cell)), path, Threads: 1, cell.ReplayBytes);
        return slot.Train(order, report => Tell(observer => observer.Progressed(cell, report)));
    }

    /// <summary>The next cell whose replay fits beside those that are being trained; waits while there is one that will fit later.</summary>
    private (PlannedCell Cell, CellState State)? Take()
    {
        lock (_waiting)
        {
            while (true)
            {
                if (_stopped || _waiting.Count == 0)
                {
                    return null;
                }

                int fits = _waiting.FindIndex(waiting => waiting.Cell.ReplayBytes <= _memoryFree);
                if (fits >= 0)
                {
                    (PlannedCell Cell, CellState State) next = _waiting[fits];
                    _waiting.RemoveAt(fits);
                    _memoryFree -= next.Cell.ReplayBytes;
                    Tell(observer => observer.Begun(next.Cell, next.State));
                    return next;
                }

                Monitor.Wait(_waiting);
            }
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
}
