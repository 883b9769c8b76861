using System.Globalization;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Settings;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// What a hub knows and does, without anything of the engine that carries its calls: workers, studies, and which worker should be doing what. The workers
/// say what they do and hear what they should do, so that lost calls, doubled calls and restarts change nothing.
/// </summary>
internal sealed partial class HubDesk : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HubOptions _options;
    private readonly EnvironmentRegistry _environments;
    private readonly AlgorithmRegistry _algorithms;
    private readonly TimeProvider _clock;
    private readonly CellStore _store;
    private readonly SubmittedStudies _submitted;
    private readonly Dictionary<string, StudyDesk> _studies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkerDesk> _workers = new(StringComparer.Ordinal);
    private readonly List<string> _troubles = [];
    private readonly Action<string> _log;
    private readonly string _nonce;
    private string? _class;

    /// <summary>Opens all studies of a hub that have a journal.</summary>
    public HubDesk(HubOptions options, EnvironmentRegistry environments, AlgorithmRegistry algorithms, Action<string> log, TimeProvider? clock = null)
    {
        (_options, _environments, _algorithms, _log, _clock) = (options, environments, algorithms, log, clock ?? TimeProvider.System);
        _store = new CellStore(options.Cells, KeptCells.None);
        Inputs = new SubmittedInputs(Path.Combine(options.Folder, "incoming", InputFiles.Folder), options.Settings.MinFreeBytes);
        _submitted = new SubmittedStudies(Path.Combine(options.Folder, "incoming"), Inputs, environments, algorithms);
        Meter = new HubMeter(CountCells, MeasureSilences);
        _class = options.Class?.ToString();
        _nonce = SharedFolder.Mark(options.Studies);
        string[] folders = Directory.Exists(options.Studies) ? Directory.GetDirectories(options.Studies) : [];
        foreach (string folder in folders.Order(StringComparer.Ordinal))
        {
            if (StudyFolder.IsAt(folder) && File.Exists(Journal.PathIn(folder)))
            {
                Reopen(folder);
            }
        }
    }

    /// <summary>What it measures.</summary>
    public HubMeter Meter { get; }

    /// <summary>Files that settings of studies to come name.</summary>
    public SubmittedInputs Inputs { get; }

    private ClusterSettings Settings => _options.Settings;

    public HubTerms Terms() => new(_options.Simd, Settings.ReportSeconds, Settings.UploadSeconds, Settings.ChunkBytes, Settings.MinFreeBytes);

    public WireAnswer Join(WorkerHello hello)
    {
        if (WorkerLimits.Refusal(hello) is { } refusal)
        {
            return WireAnswer.No(refusal);
        }

        if (hello.Nonce is { } found && found != _nonce)
        {
            // Later, because a network's file system may show a worker for a while what an earlier start of the hub has written there.
            return WireAnswer.NotYet("the folder of --folder is not the one in which this hub has its studies: another nonce lies there");
        }

        string bits = hello.Class.ToClass().ToString();
        lock (_gate)
        {
            if (_class is not null && _class != bits)
            {
                return WireAnswer.No(OtherBits.OfStudy(hello.Class.ToClass(), _class));
            }

            if (!WorkerDesk.HasRoom(_workers, hello, worker => _clock.GetElapsedTime(worker.Heard).TotalSeconds > Settings.LeaseSeconds))
            {
                return WireAnswer.NotYet(WorkerLimits.TooMany);
            }

            _class = bits;
            var worker = new WorkerDesk(hello, bits, shares: hello.Nonce is not null) { Heard = _clock.GetTimestamp() };
            foreach (StudyDesk study in _studies.Values)
            {
                foreach (CellStanding standing in study.Ledger.Standings.Where(standing => standing.Phase == CellPhase.Leased && standing.Worker == hello.Worker))
                {
                    worker.Given[(study.Name, standing.Cell)] = new CellGrant(standing.Cell, standing.Epoch);
                }
            }

            _workers[hello.Worker] = worker;
        }

        _log($"worker {hello.Worker} joined: {hello.Slots} slots, {bits}{(hello.Nonce is null ? "" : ", in the hub's own folder")}");
        return WireAnswer.Yes();
    }

    public Orders Report(WorkerReport told)
    {
        WorkerReport? report = WorkerLimits.Cleaned(told);
        List<SlotDirective> directives = [];
        List<(int Slot, StudyDesk Study, CellGrant Grant)> granted = [];
        WorkerDesk? worker;
        lock (_gate)
        {
            if (report is null || !_workers.TryGetValue(report.Worker, out worker) || report.Slots.Length > worker.Slots)
            {
                return new Orders(false, []);
            }

            (worker.Heard, worker.News, worker.Note) = (_clock.GetTimestamp(), WorkerLimits.WithoutMessages(report.Slots), report.Note);
            HashSet<(string, string)> mentioned = [];
            foreach (SlotNews news in report.Slots.Where(news => news.Study is not null && news.Cell is not null))
            {
                mentioned.Add((news.Study!, news.Cell!));
                if (!GoesOn(worker, news))
                {
                    directives.Add(new SlotDirective(news.Slot, Stop: true, null));
                }
            }

            // An order whose answer was lost is given again, by the same epoch.
            Queue<CellOrder> again = new(Forgotten(worker, mentioned));
            foreach (SlotNews free in report.Slots.Where(news => news.Study is null))
            {
                if (again.TryDequeue(out CellOrder? order))
                {
                    directives.Add(new SlotDirective(free.Slot, Stop: false, order));
                }
                else if (report.TakesCells && Next(worker) is var (study, grant))
                {
                    granted.Add((free.Slot, study, grant));
                }
            }
        }

        // Files of gigabytes may be copied and checked for that, and other workers must be heard meanwhile.
        foreach ((int slot, StudyDesk study, CellGrant grant) in granted)
        {
            if (study.Begin(grant, worker.Shares) is { } order)
            {
                directives.Add(new SlotDirective(slot, Stop: false, order));
                lock (_gate)
                {
                    worker.Given[(study.Name, grant.Cell)] = grant;
                }
            }
        }

        return new Orders(true, [.. directives]);
    }

    public HubStatus Status()
    {
        lock (_gate)
        {
            Dictionary<(string, string), SlotNews> news = [];
            foreach (SlotNews each in _workers.Values.SelectMany(worker => worker.News).Where(each => each.Study is not null && each.Cell is not null))
            {
                if (!news.TryGetValue((each.Study!, each.Cell!), out SlotNews? other) || other.Epoch < each.Epoch)
                {
                    news[(each.Study!, each.Cell!)] = each;
                }
            }

            var status = new HubStatus(
                _class,
                [.. InOrder().Select(study => study.StatusWith(news))],
                [
                    .. _workers.Values.OrderBy(worker => worker.Name, StringComparer.Ordinal).Select(worker => new WorkerStatus(
                        worker.Name,
                        worker.Class,
                        worker.Slots,
                        worker.News.Count(slot => slot is { Study: not null, Outcome: null }),
                        _clock.GetElapsedTime(worker.Heard).TotalSeconds,
                        worker.Note)),
                ],
                [.. _troubles, .. InOrder().Where(study => study.WaitsForOthers(_class)).Select(study => OtherBits.OfWaiting(study.Name, study.Ledger.Class!, _class!))]);
            return StatusLimit.Fitted(status, Math.Min(Settings.MessageBytes, Payload.MostBytes)); // who asks takes no larger one either
        }
    }

    /// <summary>The files of a cell named <c>study/cell</c>; null where there is none.</summary>
    public CellDesk? FilesOf(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        lock (_gate)
        {
            return slash > 0 && _studies.TryGetValue(name[..slash], out StudyDesk? study) ? study.FilesOf(name[(slash + 1)..]) : null;
        }
    }

    /// <summary>Takes the cells back of workers that are silent, and forgets those that have been so for long.</summary>
    public void Expire()
    {
        // Where reports wait for the gate, they come first: they renew leases.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            foreach (StudyDesk study in _studies.Values)
            {
                foreach (string cell in study.Ledger.Expire())
                {
                    _log($"{study.Name}/{cell}: its worker {study.Ledger[cell].Worker} was silent for {Settings.LeaseSeconds.ToString(CultureInfo.InvariantCulture)} s");
                }
            }

            foreach (WorkerDesk gone in _workers.Values.Where(worker => _clock.GetElapsedTime(worker.Heard).TotalSeconds > 10 * Settings.LeaseSeconds).ToArray())
            {
                _workers.Remove(gone.Name);
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (StudyDesk study in _studies.Values)
            {
                study.Dispose();
            }

            _studies.Clear();
        }

        Meter.Dispose();
    }

    private List<(string Study, CellPhase Phase, int Cells)> CountCells()
    {
        lock (_gate)
        {
            return
            [
                .. _studies.Values.SelectMany(study => study.Ledger.Standings.CountBy(standing => standing.Phase), (study, count) => (study.Name, count.Key, count.Value)),
            ];
        }
    }

    private List<(string Worker, TimeSpan Silence)> MeasureSilences()
    {
        lock (_gate)
        {
            return [.. _workers.Values.Select(worker => (worker.Name, _clock.GetElapsedTime(worker.Heard)))];
        }
    }

    private IEnumerable<StudyDesk> InOrder() => _studies.Values.OrderByDescending(study => study.Priority).ThenBy(study => study.Name, StringComparer.Ordinal);

    /// <summary>Whether a slot keeps its cell. An end that it tells is noted.</summary>
    private bool GoesOn(WorkerDesk worker, SlotNews news)
    {
        if (!_studies.TryGetValue(news.Study!, out StudyDesk? study) || !study.Has(news.Cell!) || !study.Ledger.Renew(news.Cell!, news.Epoch))
        {
            return false;
        }

        worker.Given[(study.Name, news.Cell!)] = new CellGrant(news.Cell!, news.Epoch);
        if (news.Outcome is not { } outcome)
        {
            return true;
        }

        if (outcome != SlotOutcome.Done)
        {
            study.Ledger.End(news.Cell!, news.Epoch, outcome, news.TEnv, news.Message);
            _log($"{study.Name}/{news.Cell}: {outcome} on {worker.Name} at t_env {news.TEnv}{(news.Message is null ? "" : $": {Shown.Sentence(news.Message)}")}");
        }

        return outcome == SlotOutcome.Done;
    }

    private List<CellOrder> Forgotten(WorkerDesk worker, HashSet<(string Study, string Cell)> mentioned)
    {
        List<CellOrder> orders = [];
        foreach (((string Study, string Cell) key, CellGrant grant) in worker.Given.ToArray())
        {
            if (!_studies.TryGetValue(key.Study, out StudyDesk? study) || !study.Ledger.Holds(key.Cell, grant.Epoch))
            {
                worker.Given.Remove(key);
            }
            else if (!mentioned.Contains(key))
            {
                orders.Add(study.OrderOf(grant));
            }
        }

        return orders;
    }

    private (StudyDesk Study, CellGrant Grant)? Next(WorkerDesk worker)
    {
        foreach (StudyDesk study in InOrder())
        {
            if (study.Grant(worker.Name, worker.SlotMemory, worker.Class) is { } grant)
            {
                return (study, grant);
            }
        }

        return null;
    }
}
