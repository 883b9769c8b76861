using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// Looks at a run that another process may be training, on another machine too, and tells how it stands with it. It reads <c>progress.json</c> and asks
/// for the times of files. The lock of the run is never opened: a look must not be in the way of a process that begins to write.
/// </summary>
/// <remarks>
/// A run that says it is running is running while its beat changes within <see cref="Patience"/> by the clock of the watcher. Clocks of two machines are
/// compared only for the first look, which takes the age of the file as a guess.
/// </remarks>
/// <param name="folder">The run directory.</param>
/// <param name="time">The clock; by default the system's.</param>
public sealed class RunWatch(string folder, TimeProvider? time = null)
{
    private readonly string _progress = Path.Combine(folder, RunDirectory.ProgressFile);
    private readonly string _metrics = Path.Combine(folder, RunDirectory.TestsFile);
    private readonly string _summary = Path.Combine(folder, RunDirectory.ResultFile);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private (DateTime Started, long Beat)? _seen;
    private long _seenAt;
    private TimeSpan _ageThen;

    /// <summary>How long a process may be silent before its run counts as stopped. It beats at least every five seconds.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Looks at the run now.</summary>
    /// <exception cref="UserErrorException"><c>progress.json</c> cannot be read or is damaged.</exception>
    public RunSighting Look() => RunStatus.Read(_progress) is { } status ? Judge(status) : JudgeByTimes();

    private RunSighting Judge(RunStatus status)
    {
        (DateTime Started, long Beat) beat = (status.Started, status.Beat);
        if (_seen != beat)
        {
            // At the first look it is not known when the beat came.
            _ageThen = _seen is null && AgeOf(_progress) is { } age ? age : TimeSpan.Zero;
            (_seen, _seenAt) = (beat, _time.GetTimestamp());
        }

        TimeSpan silence = _ageThen + _time.GetElapsedTime(_seenAt);
        RunState state = status.State == RunState.Running && silence >= Patience ? RunState.Stopped : status.State;
        return new RunSighting(state, status, silence);
    }

    /// <summary>Of a run without the file: a summary that is newer than the last row ends a run.</summary>
    private RunSighting JudgeByTimes()
    {
        TimeSpan? silence = AgeOf(_metrics);
        bool summed = File.Exists(_summary) && (!File.Exists(_metrics) || File.GetLastWriteTimeUtc(_summary) >= File.GetLastWriteTimeUtc(_metrics));
        return new RunSighting(summed ? RunState.Done : RunState.Unknown, null, silence);
    }

    private TimeSpan? AgeOf(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        TimeSpan age = _time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
