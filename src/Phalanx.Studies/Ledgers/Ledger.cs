using Phalanx.Foundation;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Ledgers;

/// <summary>
/// Who has which cell of a study. Every grant of a cell raises its epoch, and a writer for the cell names the epoch: one that lost the lease may go on
/// computing, it cannot write. What happens is in the journal before a worker is told; the state of a ledger that is opened again is that of the journal.
/// </summary>
/// <remarks>Leases run on the monotonic clock of this process and are in no file: a ledger that is opened gives every worker a whole lease to come back.</remarks>
public sealed partial class Ledger : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly LedgerTerms _terms;
    private readonly TimeProvider _clock;
    private readonly List<string> _order = [];
    private readonly Dictionary<string, CellStanding> _standings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Cell, long Epoch), string> _grants = [];
    private readonly HashSet<string> _committing = new(StringComparer.Ordinal);

    private Ledger(Journal journal, LedgerTerms terms, TimeProvider clock) => (_journal, _terms, _clock) = (journal, terms, clock);

    /// <summary>Told of every line that was written, while the ledger is held: it must return at once.</summary>
    public event Action<JournalEntry>? Written;

    /// <summary>The bit class of the study, in words; null before its first worker.</summary>
    public string? Class { get; private set; }

    /// <summary>How it stands with every cell, in the order in which they are given out.</summary>
    public IReadOnlyList<CellStanding> Standings
    {
        get
        {
            lock (_gate)
            {
                return [.. _order.Select(cell => _standings[cell])];
            }
        }
    }

    /// <summary>How it stands with a cell.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public CellStanding this[string cell]
    {
        get
        {
            lock (_gate)
            {
                return _standings[cell];
            }
        }
    }

    /// <summary>Opens the ledger of a study.</summary>
    /// <param name="folder">The study's folder.</param>
    /// <param name="cells">Its cells, in the order in which they are given out.</param>
    /// <param name="terms">By what it lends.</param>
    /// <param name="clock">Its clock; the monotonic one of the machine by default.</param>
    /// <exception cref="ExplainedException">The journal cannot be read or written.</exception>
    public static Ledger Open(string folder, IEnumerable<string> cells, LedgerTerms terms, TimeProvider? clock = null) =>
        Open(Journal.Open(folder, out IReadOnlyList<JournalEntry> entries), entries, cells, terms, clock ?? TimeProvider.System);

    /// <summary>The same over a journal that is open.</summary>
    internal static Ledger Open(Journal journal, IReadOnlyList<JournalEntry> entries, IEnumerable<string> cells, LedgerTerms terms, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var ledger = new Ledger(journal, terms, clock);
        foreach (string cell in cells)
        {
            ledger._order.Add(cell);
            ledger._standings[cell] = new CellStanding(cell);
        }

        foreach (JournalEntry entry in entries)
        {
            ledger.Apply(entry);
        }

        foreach (CellStanding leased in ledger._standings.Values.Where(standing => standing.Phase == CellPhase.Leased))
        {
            ledger._heard[leased.Cell] = clock.GetTimestamp();
        }

        return ledger;
    }

    /// <summary>How it stands with every cell of a study, as its journal tells, also while another process has the ledger.</summary>
    /// <param name="folder">The study's folder.</param>
    /// <param name="cells">Its cells.</param>
    public static IReadOnlyList<CellStanding> Read(string folder, IEnumerable<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Dictionary<string, CellStanding> standings = cells.ToDictionary(cell => cell, cell => new CellStanding(cell));
        foreach (JournalEntry entry in Journal.Read(folder).Where(entry => entry.Cell is not null && standings.ContainsKey(entry.Cell)))
        {
            standings[entry.Cell!] = standings[entry.Cell!].After(entry);
        }

        return [.. standings.Values];
    }

    /// <summary>Gives the study its bit class, where it has none.</summary>
    public void Settle(string bits)
    {
        lock (_gate)
        {
            if (Class is null)
            {
                Write(new JournalEntry(JournalKind.Class) { Message = bits });
            }
        }
    }

    /// <summary>Gives the next waiting cell to a worker.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="fits">Whether it can take a cell.</param>
    /// <param name="above">An epoch that the new one must exceed: of attempts that others made before this ledger was kept.</param>
    /// <returns>Null where none waits that fits.</returns>
    public CellGrant? Grant(string worker, Predicate<string> fits, Func<string, long>? above = null)
    {
        ArgumentNullException.ThrowIfNull(fits);
        lock (_gate)
        {
            if (_order.Find(cell => _standings[cell].Phase == CellPhase.Waiting && fits(cell)) is not { } found)
            {
                return null;
            }

            long epoch = Math.Max(_standings[found].Epoch, above?.Invoke(found) ?? 0) + 1;
            Write(new JournalEntry(JournalKind.Granted) { Cell = found, Epoch = epoch, Worker = worker });
            _heard[found] = _clock.GetTimestamp();
            return new CellGrant(found, epoch);
        }
    }

    /// <summary>The worker that had a cell by an epoch; null where none had. An attempt of such a number is of others, such as a batch scheduler.</summary>
    public string? WorkerOf(string cell, long epoch)
    {
        lock (_gate)
        {
            return _grants.GetValueOrDefault((cell, epoch));
        }
    }

    /// <summary>Whether an epoch of a cell may write.</summary>
    public bool Holds(string cell, long epoch)
    {
        lock (_gate)
        {
            return _standings.TryGetValue(cell, out CellStanding? standing) && standing.Phase == CellPhase.Leased && standing.Epoch == epoch;
        }
    }

    /// <summary>A worker was heard of that has a cell: its lease begins anew.</summary>
    /// <returns>Whether it may go on; one of another epoch may not.</returns>
    public bool Renew(string cell, long epoch)
    {
        lock (_gate)
        {
            bool holds = Holds(cell, epoch);
            if (holds)
            {
                _heard[cell] = _clock.GetTimestamp();
            }

            return holds;
        }
    }

    /// <summary>Takes the cells back of workers that were silent for longer than their lease, and names them.</summary>
    public IReadOnlyList<string> Expire()
    {
        lock (_gate)
        {
            string[] lost = [.. _order.Where(cell => _standings[cell].Phase == CellPhase.Leased
                && !_committing.Contains(cell) && _clock.GetElapsedTime(_heard[cell]) > _terms.Lease)];
            foreach (string cell in lost)
            {
                Write(new JournalEntry(JournalKind.Expired) { Cell = cell, Epoch = _standings[cell].Epoch });
            }

            return lost;
        }
    }

    /// <summary>Takes a snapshot of a cell over. While that is done, its lease does not end.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="epoch">The epoch of who sent it.</param>
    /// <param name="tEnv">Environment steps of its newest checkpoint.</param>
    /// <param name="take">Makes the snapshot that of the study.</param>
    /// <param name="attempt">In which attempt it lies.</param>
    /// <returns>Whether the epoch may write; nothing was done where it may not.</returns>
    public bool Commit(string cell, long epoch, long tEnv, Action take, CommittedAttempt attempt = CommittedAttempt.OfHub)
    {
        ArgumentNullException.ThrowIfNull(take);
        lock (_gate)
        {
            if (!Renew(cell, epoch) || !_committing.Add(cell))
            {
                return false;
            }
        }

        try
        {
            take();
            lock (_gate)
            {
                if (!Renew(cell, epoch))
                {
                    return false; // it was cancelled meanwhile
                }

                CellStanding standing = _standings[cell];
                Write(new JournalEntry(JournalKind.Committed)
                {
                    Cell = cell,
                    Epoch = epoch,
                    TEnv = tEnv,
                    Moved = attempt != CommittedAttempt.OfHub && standing.Home != 0 && standing.Home != epoch,
                    Shared = attempt == CommittedAttempt.OfWorker,
                });
                return true;
            }
        }
        finally
        {
            lock (_gate)
            {
                _committing.Remove(cell);
            }
        }
    }

    /// <summary>A worker says how a cell ended.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="epoch">The worker's epoch.</param>
    /// <param name="outcome">How. One that was stopped goes back to those that wait, and so does one whose machine failed.</param>
    /// <param name="tEnv">Environment steps when it ended.</param>
    /// <param name="message">What went wrong.</param>
    /// <returns>Whether the epoch may write; nothing was done where it may not.</returns>
    public bool End(string cell, long epoch, SlotOutcome outcome, long tEnv, string? message)
    {
        lock (_gate)
        {
            if (!Holds(cell, epoch))
            {
                return false;
            }

            Write(new JournalEntry(JournalKind.Ended)
            {
                Cell = cell,
                Epoch = epoch,
                Worker = _standings[cell].Worker,
                Outcome = outcome,
                TEnv = tEnv,
                Message = message,
                Final = IsFinal(_standings[cell], outcome, tEnv),
            });
            return true;
        }
    }

    /// <summary>A cell is found finished that no worker of this ledger trained, or none shall train any more.</summary>
    public void Finish(string cell, long tEnv)
    {
        lock (_gate)
        {
            if (_standings[cell].Phase != CellPhase.Done)
            {
                Write(new JournalEntry(JournalKind.Ended) { Cell = cell, Epoch = _standings[cell].Epoch, Outcome = SlotOutcome.Done, TEnv = tEnv });
            }
        }
    }

    /// <summary>Takes a cell out of the study; one that is over stays as it is.</summary>
    /// <returns>Whether anything was done.</returns>
    public bool Cancel(string cell)
    {
        lock (_gate)
        {
            bool goesOn = !_standings[cell].IsOver;
            if (goesOn)
            {
                Write(new JournalEntry(JournalKind.Cancelled) { Cell = cell });
            }

            return goesOn;
        }
    }

    /// <summary>Lets a cell that failed or was taken out wait again, with no failure counted.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="evenDone">Whether also one that is done: what it came to is not there any more.</param>
    /// <param name="fromStart">Whether its snapshots do not count any more.</param>
    /// <returns>Whether anything was done.</returns>
    public bool Retry(string cell, bool evenDone = false, bool fromStart = false)
    {
        lock (_gate)
        {
            bool ended = _standings[cell].Phase is CellPhase.Failed or CellPhase.Cancelled || (evenDone && _standings[cell].Phase == CellPhase.Done);
            if (ended)
            {
                Write(new JournalEntry(JournalKind.Retried) { Cell = cell, Final = fromStart });
            }

            return ended;
        }
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose() => _journal.Dispose();

    /// <summary>
    /// Whether a cell is given up: it is refused everywhere alike, or fails at the same place in the hands of two workers, or too often.
    /// </summary>
    private bool IsFinal(CellStanding before, SlotOutcome outcome, long tEnv) => outcome switch
    {
        SlotOutcome.UserError => true,
        SlotOutcome.Fault => before.Failures + 1 >= _terms.Failures || (before.Failures > 0 && before.Outcome == SlotOutcome.Fault && before.EndedAt == tEnv),
        SlotOutcome.Killed => before.Failures + 1 >= _terms.Failures,
        _ => false,
    };

    private void Write(JournalEntry entry)
    {
        DateTime now = _clock.GetUtcNow().UtcDateTime;
        _journal.Append(entry with { At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)) });
        Apply(entry);
        Written?.Invoke(entry);
    }

    private void Apply(JournalEntry entry)
    {
        if (entry.Kind == JournalKind.Class)
        {
            Class = entry.Message;
        }
        else if (entry.Cell is not null && _standings.TryGetValue(entry.Cell, out CellStanding? standing))
        {
            _standings[entry.Cell] = standing.After(entry);
            if (entry is { Kind: JournalKind.Granted, Worker: { } worker })
            {
                _grants[(entry.Cell, entry.Epoch)] = worker;
            }

            ApplyToTestimonies(entry);
        }
    }
}
