using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// Writes a TensorBoard event file of scalars. Every call reaches the disk before it returns. A run has one file: who continues it cuts the file
/// where the checkpoint was and goes on in it, so that its curves are those of a run that was never interrupted.
/// </summary>
public sealed class EventFileWriter : IDisposable
{
    private readonly FileStream _stream;

    // How long the whole events are: a part of one may follow that could be neither ended nor cut.
    private long _length;

    private EventFileWriter(FileStream stream) => (_stream, _length) = (stream, stream.Length);

    /// <summary>The file.</summary>
    public string Path => _stream.Name;

    /// <summary>Begins a file <c>events.out.tfevents.&lt;seconds&gt;.&lt;host&gt;</c>.</summary>
    /// <param name="folder">The folder of the run, which exists.</param>
    /// <param name="wallTime">The time now.</param>
    /// <param name="host">The name of the machine; by default its own.</param>
    /// <exception cref="UserErrorException">The file cannot be written, or is there already.</exception>
    public static EventFileWriter Create(string folder, DateTimeOffset wallTime, string? host = null) => Guarded(folder, () =>
    {
        string seconds = wallTime.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string name = $"{EventFiles.Prefix}{seconds}.{host ?? Environment.MachineName}";
        return Open(System.IO.Path.Combine(folder, name), FileMode.CreateNew, EventMessages.FileVersion(Seconds(wallTime)));
    });

    /// <summary>
    /// Continues the file of a run. Events that a process before this one logged after the checkpoint are dropped, with a torn one at the end; several
    /// files, of which older builds left one for each process, become one. A start is noted in it, which tells when this process began.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="wallTime">The time now.</param>
    /// <param name="firstVoid">The first step whose events are dropped: they will be made again.</param>
    /// <param name="host">The name of the machine, for a run that has no file yet; by default its own.</param>
    /// <exception cref="UserErrorException">A file cannot be read or written.</exception>
    public static EventFileWriter Resume(string folder, DateTimeOffset wallTime, long firstVoid, string? host = null)
    {
        EventFileWriter? writer = Guarded(folder, () => EventFiles.Unite(folder, firstVoid) is { } file
            ? Open(file, FileMode.Open, EventMessages.Start(Seconds(wallTime), firstVoid))
            : null);
        return writer ?? Create(folder, wallTime, host);
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
            if (_stream.Length > _length)
            {
                _stream.SetLength(_length);
            }

            FileAppending.Append(_stream, RecordFraming.Frame(EventMessages.Scalars(Seconds(wallTime), step, scalars)));
            _length = _stream.Length;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{Path}'", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static T Guarded<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write events to '{folder}'", failure);
        }
    }

    /// <summary>Opens a file and adds the message that this process begins with.</summary>
    private static EventFileWriter Open(string path, FileMode mode, byte[] message)
    {
        FileStream stream = FileAppending.Open(path, mode);
        bool begun = false;
        try
        {
            FileAppending.Append(stream, RecordFraming.Frame(message));
            begun = true;
            return new EventFileWriter(stream);
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
