namespace Phalanx.Dashboard.Following;

/// <summary>
/// All runs of a folder, and its studies. One thread follows them: it looks at live ones every second, and for new ones and at all others every fifteen. Files are polled,
/// because no notification reaches across a network.
/// </summary>
internal sealed class RunCatalogue : IDisposable
{
    private const long MostBytes = 256 << 20;
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IReadOnlyList<FollowedRun> _runs = [];
    private volatile Dictionary<string, FollowedRun> _byId = [];
    private volatile CellRuns _cells = new([]);

    /// <summary>Follows the runs of a folder, from <see cref="Start"/> on.</summary>
    public RunCatalogue(string folder, TimeProvider? time = null)
    {
        (Bounds, _time) = (new FolderBounds(folder), time ?? TimeProvider.System);
        Studies = new StudyCatalogue(Bounds);
        _thread = new Thread(Follow) { IsBackground = true, Name = "dashboard", Priority = ThreadPriority.BelowNormal };
    }

    /// <summary>Told of every change, on the thread that follows.</summary>
    public event Action<RunChange>? Changed;

    /// <summary>The folder.</summary>
    public FolderBounds Bounds { get; }

    /// <summary>The studies of the folder.</summary>
    public StudyCatalogue Studies { get; }

    /// <summary>The runs by the cells of studies that they are.</summary>
    public CellRuns Cells => _cells;

    /// <summary>Ends when all runs were looked at once.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The runs in the order of their paths.</summary>
    public IReadOnlyList<FollowedRun> Runs => _runs;

    /// <summary>The run of an id; null without one.</summary>
    public FollowedRun? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Looks for runs and at all of them.</summary>
    internal void Scan()
    {
        Dictionary<string, FollowedRun> before = _byId;
        List<FollowedRun> runs = [];
        IReadOnlyList<FolderPlace> found = RunScan.Of(Bounds, out IReadOnlyList<FolderPlace> studies);
        foreach (FolderPlace place in found)
        {
            if (before.TryGetValue(place.Id, out FollowedRun? known) || TryOpen(place, out known))
            {
                runs.Add(known!);
            }
        }

        foreach (FollowedRun run in runs)
        {
            Look(run, isNew: !before.ContainsKey(run.View.Place.Id));
        }

        Dictionary<string, FollowedRun> now = runs.ToDictionary(run => run.View.Place.Id);
        (_runs, _byId, _cells) = (runs, now, new CellRuns(runs));
        Studies.Show(studies);
        foreach ((string id, FollowedRun gone) in before.Where(run => !now.ContainsKey(run.Key)))
        {
            Changed?.Invoke(new RunChange(gone.View, null));
        }

        MakeRoom(runs);
    }

    /// <summary>Looks at the live runs and studies.</summary>
    internal void LookAtLive()
    {
        foreach (FollowedRun run in _runs.Where(run => run.IsLive))
        {
            Look(run, isNew: false);
        }

        Studies.LookAtLive();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _end.Dispose();
    }

    private void Follow()
    {
        long? scanned = null;
        while (!_end.IsCancellationRequested)
        {
            if (scanned is not { } last || _time.GetElapsedTime(last) >= LongWait)
            {
                Scan();
                scanned = _time.GetTimestamp();
                _ready.TrySetResult();
            }
            else
            {
                LookAtLive();
            }

            _end.Token.WaitHandle.WaitOne(ShortWait);
        }
    }

    private bool TryOpen(FolderPlace place, out FollowedRun? run)
    {
        try
        {
            run = new FollowedRun(place, Bounds, _time);
            return true;
        }
        catch (Foundation.UserErrorException)
        {
            // It was deleted between the scan and now.
            run = null;
            return false;
        }
    }

    private void Look(FollowedRun run, bool isNew)
    {
        RunView before = run.View;
        if (run.Look() || isNew)
        {
            Changed?.Invoke(new RunChange(isNew ? null : before, run.View));
        }
    }

    /// <summary>Rows that were not asked for the longest make room for others.</summary>
    private static void MakeRoom(List<FollowedRun> runs)
    {
        long bytes = runs.Sum(run => run.Bytes);
        foreach (FollowedRun run in runs.Where(run => !run.IsLive).OrderBy(run => run.Asked))
        {
            if (bytes <= MostBytes)
            {
                return;
            }

            bytes -= run.Bytes;
            run.Release();
        }
    }
}
