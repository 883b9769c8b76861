using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// Writes a TensorBoard event file of scalars. Every call reaches the disk before it returns. A run that is continued begins a new file
/// beside the old ones; TensorBoard reads them as one, and ignores the steps of the old ones that are made again.
/// </summary>
public sealed class EventFileWriter : IDisposable
{
    private readonly FileStream _stream;

    private EventFileWriter(FileStream stream) => _stream = stream;

    /// <summary>The file.</summary>
    public string Path => _stream.Name;

    /// <summary>Begins a file <c>events.out.tfevents.&lt;seconds&gt;.&lt;host&gt;</c>.</summary>
    /// <param name="folder">The folder of the run, which exists.</param>
    /// <param name="wallTime">The time now.</param>
    /// <param name="resumedAt">The environment step from which a run is resumed; null at its beginning.</param>
    /// <param name="host">The name of the machine; by default its own.</param>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static EventFileWriter Create(string folder, DateTimeOffset wallTime, long? resumedAt = null, string? host = null)
    {
        string seconds = wallTime.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string name = $"events.out.tfevents.{seconds}.{host ?? Environment.MachineName}";
        try
        {
            byte[] beginning = RecordFraming.Frame(EventMessages.FileVersion(Seconds(wallTime)));
            if (resumedAt is { } step)
            {
                beginning = [.. beginning, .. RecordFraming.Frame(EventMessages.Start(Seconds(wallTime), step + 1))];
            }

            return new EventFileWriter(OpenNew(System.IO.Path.Combine(folder, name), beginning));
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write events to '{folder}'", failure);
        }
    }

    /// <summary>Adds scalars that belong to one step.</summary>
    /// <param name="step">Environment steps collected.</param>
    /// <param name="wallTime">The time now.</param>
    /// <param name="scalars">The values by tag; TensorBoard keeps them in single precision.</param>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public void Write(long step, DateTimeOffset wallTime, IEnumerable<KeyValuePair<string, double>> scalars)
    {
        try
        {
            FileAppending.Append(_stream, RecordFraming.Frame(EventMessages.Scalars(Seconds(wallTime), step, scalars)));
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{Path}'", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Opens a file that did not exist: one of that second is there when a run is continued at once.</summary>
    private static FileStream OpenNew(string path, byte[] beginning)
    {
        string free = path;
        for (int i = 1; File.Exists(free); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{path}.{i}");
        }

        FileStream stream = FileAppending.Open(free, FileMode.CreateNew);
        bool begun = false;
        try
        {
            FileAppending.Append(stream, beginning);
            begun = true;
            return stream;
        }
        finally
        {
            if (!begun)
            {
                stream.Dispose();
            }
        }
    }
}
