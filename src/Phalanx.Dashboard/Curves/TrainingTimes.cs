using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Curves;

/// <summary>
/// When the rows of a run were made, in seconds of training. The metrics have no clock, so that equal runs have equal ones; the TensorBoard events beside
/// them carry it. Pauses between the processes of a run do not count.
/// </summary>
internal sealed class TrainingTimes
{
    private const long MostBytes = 64 << 20;
    private readonly Dictionary<long, double> _seconds = [];

    /// <summary>The seconds at a <c>t_env</c>; null where they are not known.</summary>
    public double? At(long tEnv) => _seconds.TryGetValue(tEnv, out double seconds) ? seconds : null;

    /// <summary>Reads the event files of a run. What is damaged or still being written is left out.</summary>
    public static TrainingTimes Of(string folder, Func<FileSystemInfo, bool> allows)
    {
        var times = new TrainingTimes();
        try
        {
            double before = 0;
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("events.out.tfevents.*").Where(allows).OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                if (file.Length <= MostBytes)
                {
                    using FileStream stream = SharedReading.Open(file.FullName, SharedReading.ReadAhead);
                    before = times.Add(EventHead.ReadAll(stream), before);
                }
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // Without the events there is no axis of time, and everything else is as it was.
        }

        return times;
    }

    /// <summary>
    /// A file. Its first event is at the second at which the one before it ended; a start is at that of the last row before its step, since what was
    /// trained after the checkpoint is trained again.
    /// </summary>
    private double Add(IEnumerable<EventHead> events, double before)
    {
        double? start = null;
        double latest = before;
        foreach (EventHead read in events)
        {
            if (read.Kind == EventKind.Start)
            {
                before = _seconds.Where(row => row.Key < read.Step).Select(row => row.Value).DefaultIfEmpty(0).Max();
                start = read.WallTime;
            }

            start ??= read.WallTime;
            latest = before + Math.Max(0, read.WallTime - start.Value);
            if (read.Kind == EventKind.Figures)
            {
                _seconds[read.Step] = latest;
            }
        }

        return latest;
    }
}
