using System.Collections.Concurrent;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Settings;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Hubs;

/// <summary>A study at the hub: its plan, its ledger, and the files of its cells.</summary>
internal sealed class StudyDesk : IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(60);

    private readonly StudyPlan _plan;
    private readonly CellStore _store;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, PlannedCell> _cells;
    private readonly Dictionary<string, CellDesk> _desks;

    // When the hub could not begin a cell; another is given out meanwhile.
    private readonly ConcurrentDictionary<string, long> _failures = new(StringComparer.Ordinal);

    private StudyDesk(
        StudyFolder folder, StudyPlan plan, Ledger ledger, CellStore store, ClusterSettings settings, TimeProvider clock, int priority, Action<string> log)
    {
        (_plan, Ledger, _store, _clock, Priority) = (plan, ledger, store, clock, priority);
        _cells = plan.Cells.ToDictionary(cell => cell.Id);
        _desks = plan.Cells.ToDictionary(cell => cell.Id, cell => new CellDesk(folder, cell, ledger, store, settings.MinFreeBytes, log));
        Find();
    }

    /// <summary>What it is called.</summary>
    public string Name => _plan.Name;

    /// <summary>Who has which cell.</summary>
    public Ledger Ledger { get; }

    /// <summary>Studies of a higher one are served first.</summary>
    public int Priority { get; set; }

    /// <summary>Its cells.</summary>
    public StudyPlan Plan => _plan;

    /// <summary>What they are called.</summary>
    public IEnumerable<string> Names => _plan.Cells.Select(cell => cell.Id);

    /// <summary>Whether nothing more happens to it by itself.</summary>
    public bool IsOver => Ledger.Standings.All(standing => standing.IsOver);

    /// <summary>Whether its cells wait for workers of another bit class than those that may join.</summary>
    public bool WaitsForOthers(string? bits) => bits is not null && Ledger.Class is { } own && own != bits && !IsOver;

    /// <summary>Opens a study. The longest cells are given out first.</summary>
    /// <exception cref="ExplainedException">Its journal cannot be read or written.</exception>
    public static StudyDesk Open(StudyFolder folder, StudyPlan plan, CellStore store, ClusterSettings settings, TimeProvider clock, int priority, Action<string> log)
    {
        IEnumerable<string> order = plan.Cells.OrderByDescending(cell => cell.Cell.Steps).ThenBy(cell => cell.Index).Select(cell => cell.Id);
        var ledger = Ledger.Open(folder.Path, order, new LedgerTerms(TimeSpan.FromSeconds(settings.LeaseSeconds), settings.Attempts), clock);
        try
        {
            return new StudyDesk(folder, plan, ledger, store, settings, clock, priority, log);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Whether a plan is its own: the same cells, of the same lengths.</summary>
    public bool IsOf(StudyPlan plan) =>
        plan.Cells.Select(cell => (cell.Id, cell.Cell.Folder, cell.Cell.Steps)).SequenceEqual(_plan.Cells.Select(cell => (cell.Id, cell.Cell.Folder, cell.Cell.Steps)));

    /// <summary>The files of a cell; null where there is none of that name.</summary>
    public CellDesk? FilesOf(string cell) => _desks.GetValueOrDefault(cell);

    /// <summary>Whether it has a cell.</summary>
    public bool Has(string cell) => _cells.ContainsKey(cell);

    /// <summary>Gives a worker the next cell that fits into its slots. It is to be begun before the worker hears of it.</summary>
    /// <returns>Null where none waits.</returns>
    public CellGrant? Grant(string worker, long slotMemory, string bits)
    {
        if (WaitsForOthers(bits))
        {
            return null; // a study has one class
        }

        CellGrant? grant = Ledger.Grant(worker, cell => _cells[cell].ReplayBytes <= slotMemory && !HasFailed(cell), cell => _desks[cell].LastAttempt);
        if (grant is not null)
        {
            Ledger.Settle(bits);
        }

        return grant;
    }

    /// <summary>Gets the files of a cell ready that was granted. That may take long: what others have trained of it is copied, and checked.</summary>
    /// <returns>What the worker is told; null where the cell cannot be begun now, or its lease has ended meanwhile.</returns>
    public CellOrder? Begin(CellGrant grant, bool shares)
    {
        try
        {
            _desks[grant.Cell].Begin(grant.Epoch, shares);
            _failures.TryRemove(grant.Cell, out _);
            return Ledger.Renew(grant.Cell, grant.Epoch) ? OrderOf(grant) : null;
        }
        catch (Exception failure) when (failure is ExplainedException || FileFailures.IsOne(failure))
        {
            _failures[grant.Cell] = _clock.GetTimestamp();
            Ledger.End(grant.Cell, grant.Epoch, SlotOutcome.MachineFault, 0, $"the hub cannot begin it: {FailureSentence.Of(failure)}");
            return null;
        }
        catch (ObjectDisposedException)
        {
            return null; // the study is given to the hub anew, and the lease ends by itself
        }
    }

    /// <summary>What a worker is told of a cell that it has.</summary>
    public CellOrder OrderOf(CellGrant grant)
    {
        PlannedCell cell = _cells[grant.Cell];
        string settings = SettingsYaml.Write(InputFiles.Beside(cell.Cell.Settings));
        return new CellOrder(
            Name, grant.Cell, grant.Epoch, settings, cell.ReplayBytes, Ledger[grant.Cell].Home, [.. InputFiles.Of(cell.Cell.Settings).Select(InputFiles.NameIn).OfType<string>()]);
    }

    /// <summary>Takes a cell out, or all.</summary>
    /// <returns>How many cells were.</returns>
    public int Cancel(string? cell) => Chosen(cell).Count(Ledger.Cancel);

    /// <summary>Lets what failed or was taken out wait again. A cell in doubt is trained anew.</summary>
    /// <returns>How many cells do.</returns>
    public int Retry(string? cell, bool fromStart) => Chosen(cell).Count(each =>
    {
        if (Ledger[each].Doubt is not null)
        {
            _desks[each].SetAside();
            return true;
        }

        if (!Ledger.Retry(each, fromStart: fromStart))
        {
            return false;
        }

        if (fromStart)
        {
            _desks[each].Forget();
        }

        return true;
    });

    /// <summary>How it stands, with the news of workers about the cells that they have.</summary>
    public StudyStatus StatusWith(IReadOnlyDictionary<(string Study, string Cell), SlotNews> news) => StudyTally.Of(
        Name, Ledger.Class, Ledger.Standings, cell => _cells[cell].Cell.Steps, cell => news.GetValueOrDefault((Name, cell)));

    /// <summary>Waits until nothing is written for it any more. What comes later is told to come again.</summary>
    public void Close()
    {
        foreach (CellDesk desk in _desks.Values)
        {
            desk.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Ledger.Dispose();

    /// <summary>A cell may have been finished by others, or its run may be gone.</summary>
    /// <exception cref="ExplainedException">The journal cannot be written.</exception>
    public void Find()
    {
        foreach (PlannedCell cell in _plan.Cells)
        {
            bool done = Ledger[cell.Id].Phase == CellPhase.Done; // asked first: a run lies in its place before the ledger says so
            CellState state = _store.Find(cell.Cell);
            if (state.Progress == CellProgress.Finished)
            {
                Ledger.Finish(cell.Id, state.TEnv);
            }
            else if (done)
            {
                Ledger.Retry(cell.Id, evenDone: true, fromStart: true);
            }
        }
    }

    private IEnumerable<string> Chosen(string? cell) => cell is null ? Names : [cell];

    private bool HasFailed(string cell) => _failures.TryGetValue(cell, out long at) && _clock.GetElapsedTime(at) < PauseAfterFailure;
}
