using System.Buffers.Binary;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Curves;

/// <summary>
/// When the rows of a run were made, in seconds of training. The metrics have no clock, so that equal runs have equal ones; the TensorBoard events beside
/// them carry it. Pauses between the processes of a run do not count.
/// </summary>
internal sealed class TrainingTimes
{
    private const long MostBytes = 64 << 20;
    private const int Framing = 16;
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
                    before = times.Add(Bytes(file.FullName), before);
                }
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // Without the events there is no axis of time, and everything else is as it was.
        }

        return times;
    }

    /// <summary>A file: its first event is at the second at which the last process ended, as far as its rows that still count tell.</summary>
    private double Add(ReadOnlySpan<byte> content, double before)
    {
        double? start = null;
        bool begun = false;
        double latest = before;
        while (content.Length >= Framing)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(content);
            if (length > (ulong)(content.Length - Framing))
            {
                break;
            }

            if (Event(content.Slice(12, (int)length)) is { } read)
            {
                if (!begun && read.Step > 0)
                {
                    // A run that was resumed goes on from the step of its checkpoint.
                    begun = true;
                    before = _seconds.Where(row => row.Key < read.Step).Select(row => row.Value).DefaultIfEmpty(0).Max();
                }

                start ??= read.Wall;
                latest = before + Math.Max(0, read.Wall - start.Value);
                if (read.Step > 0)
                {
                    // The event that a file begins with is of no row.
                    _seconds[read.Step] = latest;
                }
            }

            content = content[(Framing + (int)length)..];
        }

        return latest;
    }

    /// <summary>The first two fields of an event: its time and, where it is not zero, its step.</summary>
    private static (double Wall, long Step)? Event(ReadOnlySpan<byte> message)
    {
        if (message.Length < 9 || message[0] != 0x09)
        {
            return null;
        }

        double wall = BinaryPrimitives.ReadDoubleLittleEndian(message[1..]);
        long step = 0;
        if (message.Length > 9 && message[9] == 0x10)
        {
            int shift = 0;
            for (int i = 10; i < message.Length && shift < 63; i++, shift += 7)
            {
                step |= (long)(message[i] & 0x7F) << shift;
                if ((message[i] & 0x80) == 0)
                {
                    break;
                }
            }
        }

        return double.IsFinite(wall) ? (wall, step) : null;
    }

    private static byte[] Bytes(string path)
    {
        using FileStream stream = SharedReading.Open(path, SharedReading.ReadAhead);
        byte[] content = new byte[stream.Length];
        return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }
}
