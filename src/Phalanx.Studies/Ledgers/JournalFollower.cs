using Phalanx.Foundation;

namespace Phalanx.Studies.Ledgers;

/// <summary>
/// Reads a journal that another process may be writing, and only what is new of it. It keeps where the last whole line ends and its checksum; a journal that
/// is shorter or has other bytes there was replaced, and is read anew. A last line that is not whole does not count, and is looked at again.
/// </summary>
/// <param name="folder">The study's folder. It need not have a journal yet.</param>
public sealed class JournalFollower(string folder)
{
    private const int FirstBuffer = 64 << 10;
    private const int LongestLine = 16 << 20;

    private readonly string _path = Journal.PathIn(folder);
    private FileMark _last;
    private long _lines;

    /// <summary>Where the last whole line ends.</summary>
    public long End => _last.End;

    /// <summary>Whether there was a journal when it was looked at last, be it empty.</summary>
    public bool Exists { get; private set; }

    /// <summary>Reads what is new.</summary>
    /// <param name="forget">Is told where all that was read before does not count any more.</param>
    /// <param name="add">Is told every line, in order.</param>
    /// <returns>Whether there was anything new.</returns>
    /// <exception cref="ExplainedException">It cannot be read, or a line before the last is damaged; what comes before that was told.</exception>
    public bool Follow(Action forget, Action<JournalEntry> add)
    {
        ArgumentNullException.ThrowIfNull(forget);
        ArgumentNullException.ThrowIfNull(add);
        try
        {
            using FileStream stream = SharedReading.Open(_path);
            Exists = true;
            bool replaced = End > 0 && !_last.IsIn(stream);
            if (replaced)
            {
                Forget(forget);
            }

            return Read(stream, add) || replaced;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            bool gone = Exists;
            Exists = false;
            Forget(forget);
            return gone;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{_path}'", failure);
        }
    }

    private void Forget(Action forget)
    {
        (_last, _lines) = (default, 0);
        forget();
    }

    private bool Read(FileStream stream, Action<JournalEntry> add)
    {
        long before = _lines;
        byte[] buffer = new byte[FirstBuffer];
        int held = 0;
        stream.Position = End;
        while (stream.Read(buffer, held, buffer.Length - held) is > 0 and int read)
        {
            held += read;
            int used = Lines(buffer.AsSpan(0, held), stream, add);
            if (used == 0 && held == buffer.Length)
            {
                ThrowIfTooLong(held);
                Array.Resize(ref buffer, 2 * held);
            }

            held -= used;
            Array.Copy(buffer, used, buffer, 0, held);
        }

        return _lines > before;
    }

    /// <summary>Takes the whole lines at the beginning of a piece, and says how many bytes they have.</summary>
    private int Lines(ReadOnlySpan<byte> piece, FileStream stream, Action<JournalEntry> add)
    {
        int used = 0;
        while (piece[used..].IndexOf((byte)'\n') is >= 0 and int length)
        {
            ReadOnlySpan<byte> line = piece.Slice(used, length + 1);
            if (JournalLine.Read(line[..^1]) is not { } entry)
            {
                return End + line.Length >= stream.Length ? used : throw Damage();
            }

            _last = FileMark.Of(End, line);
            _lines++;
            used += line.Length;
            add(entry);
        }

        return used;
    }

    private void ThrowIfTooLong(int length)
    {
        if (length >= LongestLine)
        {
            throw Damage();
        }
    }

    private UserErrorException Damage() => new(
        $"'{_path}' is damaged in line {_lines + 1}; what follows it cannot be trusted: put back a copy of the study, or begin it under another name");
}
