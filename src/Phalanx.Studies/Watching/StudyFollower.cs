using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Watching;

/// <summary>
/// A study as its files tell, <c>plan.json</c> and <c>journal.jsonl</c>, also while another process has it: nothing is written and no lock is taken. Of the
/// journal only what is new is read.
/// </summary>
/// <param name="folder">The study's folder.</param>
public sealed class StudyFollower(string folder)
{
    private const int MostFailures = 200;

    private JournalFollower _journal = new(folder);
    private readonly Dictionary<string, CellHistory> _cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkerHistory> _workers = new(StringComparer.Ordinal);
    private readonly Queue<JournalEntry> _failures = new();
    private StudyOutline _outline = new(Path.GetFileName(folder), []);

    /// <summary>What it is called.</summary>
    public string Name => _outline.Study;

    /// <summary>The bit class of its cells, in words; null before the first was given out.</summary>
    public string? Class { get; private set; }

    /// <summary>Whether there is a journal: a hub has, or had, the study.</summary>
    public bool HasJournal => _journal.Exists;

    /// <summary>Its cells, in the order of the plan.</summary>
    public IEnumerable<CellHistory> Cells => _outline.Cells.Select(cell => _cells[cell.Id]);

    /// <summary>The workers that it ever was given to.</summary>
    public IReadOnlyCollection<WorkerHistory> Workers => _workers.Values;

    /// <summary>The latest bad ends of cells, the latest last.</summary>
    public IReadOnlyCollection<JournalEntry> Failures => _failures;

    /// <summary>Whether a line of a journal tells that a cell ended badly.</summary>
    public static bool IsFailure(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Kind == JournalKind.Ended && entry.Outcome is not (SlotOutcome.Done or SlotOutcome.Stopped or null);
    }

    /// <summary>Reads the plan.</summary>
    /// <exception cref="ExplainedException">It cannot be read. What was read before is still there.</exception>
    public void ReadPlan()
    {
        StudyOutline outline = StudyFolder.Outline(folder);
        if (outline.Cells.DistinctBy(cell => cell.Id).Count() < outline.Cells.Count)
        {
            throw new UserErrorException($"'{Path.Combine(folder, StudyFolder.PlanFile)}' is damaged: two cells have one name");
        }

        if (HasJournal && outline.Cells.Any(cell => !_cells.ContainsKey(cell.Id)))
        {
            // Lines about cells that were not known yet were passed over.
            _journal = new JournalFollower(folder);
            Forget();
        }

        foreach (OutlinedCell cell in outline.Cells)
        {
            _cells[cell.Id] = _cells.TryGetValue(cell.Id, out CellHistory? known) ? known with { Planned = cell } : new CellHistory(cell, new CellStanding(cell.Id));
        }

        _outline = outline;
    }

    /// <summary>Reads what is new in the journal. The plan must have been read.</summary>
    /// <returns>Whether there was anything new.</returns>
    /// <exception cref="ExplainedException">It cannot be read. What is whole was taken.</exception>
    public bool ReadJournal() => _journal.Follow(Forget, Add);

    private void Forget()
    {
        Class = null;
        _workers.Clear();
        _failures.Clear();
        foreach (OutlinedCell cell in _outline.Cells)
        {
            _cells[cell.Id] = new CellHistory(cell, new CellStanding(cell.Id));
        }
    }

    private void Add(JournalEntry entry)
    {
        if (entry.Kind == JournalKind.Class)
        {
            Class = entry.Message;
        }

        if (entry.Cell is null || !_cells.TryGetValue(entry.Cell, out CellHistory? before))
        {
            return;
        }

        CellHistory now = before.After(entry);
        _cells[entry.Cell] = now;
        bool held = before.Standing.Phase == CellPhase.Leased;
        bool holds = now.Standing.Phase == CellPhase.Leased;
        if (held && !(holds && now.Standing.Worker == before.Standing.Worker))
        {
            Change(before.Standing.Worker, worker => worker with { Cells = worker.Cells - 1 });
        }

        if (holds && !(held && now.Standing.Worker == before.Standing.Worker))
        {
            Change(now.Standing.Worker, worker => worker with { Cells = worker.Cells + 1 });
        }

        // What a user does, and what is found finished, is no worker's doing.
        if (entry.Kind is JournalKind.Granted || (held && entry.Kind is JournalKind.Committed or JournalKind.Ended or JournalKind.Expired))
        {
            Change(now.Standing.Worker, worker => worker.After(entry));
        }

        if (IsFailure(entry))
        {
            _failures.Enqueue(entry);
            if (_failures.Count > MostFailures)
            {
                _failures.Dequeue();
            }
        }
    }

    private void Change(string? name, Func<WorkerHistory, WorkerHistory> change)
    {
        if (name is not null)
        {
            _workers[name] = change(_workers.GetValueOrDefault(name) ?? new WorkerHistory(name));
        }
    }
}
