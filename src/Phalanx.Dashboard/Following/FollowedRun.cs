using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Following;

/// <summary>
/// A run that is followed by looking at its files. Only what changed is read, and damage in one file leaves all others to be seen. No file of the run is
/// written, and its lock is never opened.
/// </summary>
internal sealed class FollowedRun
{
    private const long MostOfSettings = 1 << 20;
    private const long MostOfSummary = 16 << 20;
    private const long MostOfMetrics = 256 << 20;
    private const long MostOfProgress = 64 << 10;
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    private readonly FolderBounds _bounds;
    private readonly WatchedFile _settings;
    private readonly WatchedFile _progress;
    private readonly WatchedFile _metrics;
    private readonly WatchedFile _summary;
    private readonly RunWatch _watch;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private MetricsFollower? _rows;
    private DateTime _recordsChanged;
    private volatile RunView _view;
    private long _asked;

    public FollowedRun(FolderPlace place, FolderBounds bounds, TimeProvider time)
    {
        (_bounds, _time, _view) = (bounds, time, new RunView(place));
        using var run = RunDirectory.OpenToRead(place.Folder);
        _settings = new WatchedFile(run.SettingsPath, MostOfSettings, bounds);
        _progress = new WatchedFile(run.ProgressPath, MostOfProgress, bounds);
        _metrics = new WatchedFile(run.MetricsPath, MostOfMetrics, bounds);
        _summary = new WatchedFile(run.SummaryPath, MostOfSummary, bounds);
        _watch = new RunWatch(place.Folder, time);
    }

    /// <summary>What the last look saw.</summary>
    public RunView View => _view;

    /// <summary>Whether it may change at any moment, so that it is looked at every second.</summary>
    public bool IsLive => _view.State == RunState.Running
        || (_view.State == RunState.Unknown && _view.Updated is { } updated && _time.GetUtcNow().UtcDateTime - updated < Recent);

    /// <summary>About how many bytes its figures take in memory.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _rows is null ? 0 : 16L * _rows.Rows * (_rows.Columns.Count + 1);
            }
        }
    }

    /// <summary>When its figures were last asked for, by the clock of the machine.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    private string Folder => _view.Place.Folder;

    /// <summary>Looks at the files.</summary>
    /// <returns>Whether something that is shown changed.</returns>
    public bool Look()
    {
        lock (_gate)
        {
            RunView before = _view;
            RunView view = before;
            _settings.Refresh(() => view = view with { Settings = SettingsText.Read(Path.Combine(Folder, RunDirectory.SettingsFile)) });
            bool metrics = _metrics.Refresh(() => view = Follow(view));
            bool summary = _summary.Refresh(() => view = view with { Summary = _summary.IsReadable ? RunSummary.Read(Path.Combine(Folder, "summary.json")) : null });

            // A silent process changes no file, so a run that is running is judged anew every time. Times of files decide only where there is no progress.
            _progress.Refresh(() => view = Judge(view), always: before.State == RunState.Running || before.Updated is null || metrics || summary);
            view = view with
            {
                Records = Records(view.Records),
                Damage = _settings.Fault ?? _progress.Fault ?? _metrics.Fault ?? _summary.Fault,
                Updated = Latest(_progress.Modified, _metrics.Modified, _summary.Modified, _settings.Modified),
            };
            _view = view;
            return before.Updated is null || !Same(before, view);
        }
    }

    /// <summary>Reads off the rows of the metrics, while they do not change.</summary>
    public T Read<T>(Func<MetricsFollower, T> read)
    {
        Interlocked.Exchange(ref _asked, _time.GetTimestamp());
        lock (_gate)
        {
            if (_rows is null)
            {
                _rows = NewRows();
                try
                {
                    if (_metrics.IsReadable)
                    {
                        _rows.Follow();
                    }
                }
                catch (ExplainedException)
                {
                    // The look at the file told what is wrong with it; what is whole is shown.
                }
            }

            return read(_rows);
        }
    }

    /// <summary>Forgets the rows, to have the memory for others. They are read again when they are asked for.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _rows = null;
        }
    }

    private MetricsFollower NewRows() => new(Path.Combine(Folder, "metrics.csv"));

    private RunView Follow(RunView view)
    {
        _rows ??= NewRows();
        bool anew = _rows.Follow() == MetricsChange.Anew && view.Figures.Rows > 0;
        return view with { Figures = RunFigures.Of(_rows), Generation = anew ? view.Generation + 1 : view.Generation };
    }

    private RunView Judge(RunView view)
    {
        RunSighting sighting = _watch.Look();
        return view with { State = sighting.State, Status = sighting.Status };
    }

    private IReadOnlyList<string> Records(IReadOnlyList<string> known)
    {
        var folder = new DirectoryInfo(Path.Combine(Folder, "records"));
        if (!folder.Exists || folder.LinkTarget is not null)
        {
            return [];
        }

        if (folder.LastWriteTimeUtc == _recordsChanged)
        {
            return known;
        }

        try
        {
            _recordsChanged = folder.LastWriteTimeUtc;
            return [.. folder.EnumerateFiles("*.phxr").Where(_bounds.Contains).Select(file => file.Name).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return [];
        }
    }

    private static DateTime? Latest(params ReadOnlySpan<DateTime?> times)
    {
        DateTime? latest = null;
        foreach (DateTime? time in times)
        {
            latest = latest is null || time > latest ? time ?? latest : latest;
        }

        return latest;
    }

    private static bool Same(RunView one, RunView other) =>
        one.State == other.State && one.Damage == other.Damage && one.Generation == other.Generation && one.Figures.Rows == other.Figures.Rows
        && one.Updated == other.Updated && one.Records.SequenceEqual(other.Records) && ReferenceEquals(one.Settings, other.Settings)
        && ReferenceEquals(one.Summary, other.Summary) && one.Status?.Beat == other.Status?.Beat;
}
