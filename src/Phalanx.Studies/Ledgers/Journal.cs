using Phalanx.Foundation;

namespace Phalanx.Studies.Ledgers;

/// <summary>
/// The file of what happened in a study, <c>journal.jsonl</c>, to which lines are only added. A line is on the disk before a worker is told of what it says. A
/// last line that a crash tore is cut when the journal is opened: no worker was told of it.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "journal.jsonl";

    // What a full disk is given back, so that the last words of a study find a place.
    private const string ReserveName = "journal.reserve";
    private const int ReserveBytes = 256 * 1024;

    private readonly string _path;
    private readonly string _reserve;
    private readonly FileStream _stream;
    private long _length;
    private bool _hasReserve;

    private Journal(string folder, FileStream stream, long length) =>
        (_path, _reserve, _stream, _length) = (PathIn(folder), Path.Combine(folder, ReserveName), stream, length);

    /// <summary>Whether each line is on the disk before <see cref="Append"/> returns; tests of the order of things need not wait for it.</summary>
    internal bool Flushes { get; init; } = true;

    /// <summary>Where the journal of a study is.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>What a journal says, also while another process writes it: a last line that is not whole does not count.</summary>
    /// <param name="folder">The study's folder. It need not have a journal.</param>
    /// <exception cref="ExplainedException">It cannot be read, or a line before the last is damaged.</exception>
    public static IReadOnlyList<JournalEntry> Read(string folder)
    {
        List<JournalEntry> entries = [];
        new JournalFollower(folder).Follow(entries.Clear, entries.Add);
        return entries;
    }

    /// <summary>Opens the journal of a study to add to it. One process may do so at a time; see <see cref="StudyLock"/>.</summary>
    /// <param name="folder">The study's folder.</param>
    /// <param name="entries">What it says so far.</param>
    /// <param name="flushes">See <see cref="Flushes"/>.</param>
    /// <exception cref="ExplainedException">It cannot be written, or a line before the last is damaged.</exception>
    internal static Journal Open(string folder, out IReadOnlyList<JournalEntry> entries, bool flushes = true)
    {
        string path = PathIn(folder);
        List<JournalEntry> written = [];
        var reader = new JournalFollower(folder);
        reader.Follow(written.Clear, written.Add);
        entries = written;
        long whole = reader.End;
        try
        {
            FileWriting.CreateFolder(folder);
            FileStream stream = FileWriting.Open(path, FileMode.OpenOrCreate, FileShare.Read);
            stream.SetLength(whole);
            stream.Position = whole;
            var journal = new Journal(folder, stream, whole) { Flushes = flushes };
            journal.Reserve();
            return journal;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{path}'", failure);
        }
    }

    /// <summary>Adds a line. On a full disk the reserve makes place for it.</summary>
    /// <exception cref="ExplainedException">It cannot be written; the journal is as it was.</exception>
    public void Append(JournalEntry entry)
    {
        byte[] line = JournalLine.Of(entry);
        try
        {
            Write(line);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            Release();
            try
            {
                Write(line);
            }
            catch (Exception again) when (FileFailures.IsOne(again))
            {
                throw FileFailures.Explain($"cannot write '{_path}'", again);
            }

            return;
        }

        Reserve();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Write(byte[] line)
    {
        // What an earlier attempt left of a line is overwritten, or cut.
        _stream.SetLength(_length);
        _stream.Position = _length;
        _stream.Write(line);
        _stream.Flush(Flushes);
        _length += line.Length;
    }

    /// <summary>Keeps some space for the lines of a day on which there is none; where there is none today either, the next line tries again.</summary>
    private void Reserve()
    {
        if (_hasReserve || File.Exists(_reserve))
        {
            _hasReserve = true;
            return;
        }

        try
        {
            using (FileStream reserve = FileWriting.Open(_reserve, FileMode.Create, FileShare.None))
            {
                reserve.Write(new byte[ReserveBytes]);
            }

            _hasReserve = true;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            Release();
        }
    }

    /// <summary>Gives the space back that was kept.</summary>
    private void Release()
    {
        _hasReserve = false;
        try
        {
            FileWriting.DeleteFile(_reserve);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // The disk is not only full.
        }
    }
}
