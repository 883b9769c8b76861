using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The event files of a run that is continued, made one: a curve without what was logged after the checkpoint. A run had a file for each process once,
/// and what a process logged after the last checkpoint before its end stood in them twice.
/// </summary>
/// <remarks>
/// The one file has the name of the first. It takes that file's place by a rename, and only then the others are deleted, the oldest first. A process that
/// is killed in between leaves the one file and the last of the others; uniting them again gives the same, since the first of those begins with a start
/// that makes void what the one file has of their steps. One event is in memory at a time.
/// </remarks>
internal static class EventFiles
{
    /// <summary>How the names of event files begin.</summary>
    public const string Prefix = "events.out.tfevents.";

    /// <summary>Leaves one file, with the events before a step that no later process made again.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="firstVoid">The first step whose events are dropped.</param>
    /// <returns>The file; null where there is no event.</returns>
    /// <exception cref="IOException">A file cannot be read or deleted.</exception>
    /// <exception cref="UserErrorException">The one file cannot be written.</exception>
    public static string? Unite(string folder, long firstVoid)
    {
        string[] all = Directory.GetFiles(folder, $"{Prefix}*");
        string[] files =
        [
            .. all.Select(path => (Path: path, First: FirstOf(path))).Where(file => file.First is not null)
                .OrderBy(file => file.First!.Value.WallTime).ThenBy(file => file.Path.Length).ThenBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => file.Path),
        ];
        if (files.Length > 0)
        {
            long[] limits = Limits(files, firstVoid);
            long kept = Kept(files, limits).Sum(message => (long)message.Length + RecordFraming.Overhead);
            if (files.Length > 1 || kept < new FileInfo(files[0]).Length)
            {
                AtomicFile.Write(files[0], stream =>
                {
                    foreach (byte[] message in Kept(files, limits))
                    {
                        stream.Write(RecordFraming.Frame(message));
                    }
                });
            }
        }

        foreach (string other in all.Except(files).Concat(files.Skip(1)))
        {
            File.Delete(other);
        }

        return files.FirstOrDefault();
    }

    private static EventHead? FirstOf(string path)
    {
        using FileStream stream = SharedReading.Open(path, SharedReading.ReadAhead);
        return EventHead.ReadAll(stream).Cast<EventHead?>().FirstOrDefault();
    }

    /// <summary>The first void step of what stands before the first start, of what stands between it and the second, and so on.</summary>
    private static long[] Limits(string[] files, long firstVoid)
    {
        long[] limits = [.. RecordsOf(files).Where(record => record.Head.Kind == EventKind.Start).Select(record => record.Head.Step), firstVoid];
        for (int i = limits.Length - 2; i >= 0; i--)
        {
            limits[i] = Math.Min(limits[i], limits[i + 1]);
        }

        return limits;
    }

    /// <summary>The messages that stay: one version, then each event whose step nothing behind it makes void.</summary>
    private static IEnumerable<byte[]> Kept(string[] files, long[] limits)
    {
        bool begun = false;
        int starts = 0;
        foreach ((EventHead head, byte[] message) in RecordsOf(files))
        {
            starts += head.Kind == EventKind.Start ? 1 : 0;
            if (head.Kind == EventKind.Version ? !begun : head.Step < limits[starts])
            {
                begun |= head.Kind == EventKind.Version;
                yield return message;
            }
        }
    }

    private static IEnumerable<(EventHead Head, byte[] Message)> RecordsOf(string[] files)
    {
        foreach (string file in files)
        {
            using FileStream stream = SharedReading.Open(file, SharedReading.ReadAhead);
            foreach ((EventHead Head, byte[] Message) record in EventHead.Records(stream))
            {
                yield return record;
            }
        }
    }
}
