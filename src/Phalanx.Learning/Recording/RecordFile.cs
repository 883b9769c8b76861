using System.Buffers.Binary;
using System.IO.Compression;
using Phalanx.Foundation;

namespace Phalanx.Learning.Recording;

/// <summary>
/// Reads a record, one episode in memory at a time. Anything may stand in the file: what is wrong with it is told in a sentence, and nothing is
/// allocated for what is not there.
/// </summary>
public sealed class RecordFile : IDisposable
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly List<(long Offset, long Length)> _places = [];
    private RecordEntry[] _entries = [];

    private RecordFile(Stream stream, string name) => (_stream, _name) = (stream, name);

    /// <summary>What holds for all episodes.</summary>
    public RecordHeader Header { get; private set; } = null!;

    /// <summary>The episodes.</summary>
    public IReadOnlyList<RecordEntry> Episodes => _entries;

    /// <summary>Whether the record has its end; only a salvaged one may have none.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Opens a record and checks that all of it is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="salvage">Whether to take the whole episodes of a file that is torn or damaged.</param>
    /// <exception cref="UserErrorException">It cannot be read, is no record, or of another format; or it is torn or damaged and is not to be salvaged.</exception>
    public static RecordFile Open(string path, bool salvage = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Open(SharedReading.Open(path, SharedReading.ReadAhead), path, salvage);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{path}'", failure);
        }
    }

    /// <summary>Opens a record in a stream, as <see cref="Open(string, bool)"/> does.</summary>
    /// <param name="stream">A stream that can seek. The record owns it from this call on and disposes it, also when this method throws.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="salvage">Whether to take the whole episodes of one that is torn or damaged.</param>
    /// <exception cref="UserErrorException">It is no record, torn or damaged.</exception>
    public static RecordFile Open(Stream stream, string name, bool salvage = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var record = new RecordFile(stream, name);
        try
        {
            record.Scan(salvage);
            return record;
        }
        catch
        {
            Disposal.AfterFailure(record);
            throw;
        }
    }

    /// <summary>Reads an episode.</summary>
    /// <param name="episode">Its place in <see cref="Episodes"/>.</param>
    /// <exception cref="UserErrorException">It cannot be read, or is damaged.</exception>
    public RecordedEpisode Read(int episode) => Guarded(_places[episode].Offset, () =>
    {
        var read = new RecordedEpisode(Header, Inflate(episode));
        RecordEntry entry = _entries[episode];
        return read.Steps == entry.Steps && read.About.Seed == entry.Seed
            ? read
            : throw new InvalidDataException("the episode is not the one that the index names");
    });

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>The content of an episode's record, with its kind.</summary>
    internal byte[] Payload(int episode)
    {
        (long offset, _) = _places[episode];
        return Guarded(offset, () =>
        {
            _stream.Position = offset;
            return RecordFraming.Read(_stream, RecordLimits.Framed, out byte[] payload) == RecordState.Whole
                ? payload
                : throw new InvalidDataException("the record has changed since it was opened");
        });
    }

    /// <summary>Inflates the content of an episode out of the file, without holding what is deflated.</summary>
    private byte[] Inflate(int episode)
    {
        const int Start = 1 + sizeof(uint);
        (long offset, long framed) = _places[episode];
        ThrowIfChanged(offset);
        int deflated = (int)(framed - RecordFraming.Overhead - Start);
        if (deflated <= 0)
        {
            throw new InvalidDataException("the episode is empty");
        }

        Span<byte> start = stackalloc byte[Start];
        _stream.Position = offset + RecordFraming.DataOffset;
        _stream.ReadExactly(start);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(start[1..]);
        if (length > RecordLimits.Inflated || length > ((long)RecordLimits.MostInflation * deflated) + RecordLimits.InflationSlack)
        {
            throw new InvalidDataException($"{deflated} bytes cannot inflate to {length}, or not within {RecordLimits.Inflated}");
        }

        if (length > RecordLimits.LargeEpisode)
        {
            // What the episode before took is given back first, or there would be two of them in memory.
            GC.Collect();
        }

        byte[] inflated = new byte[length];
        using var inflating = new ZLibStream(new StreamWindow(_stream, deflated), CompressionMode.Decompress);
        return Fills(inflating, inflated) ? inflated : throw new InvalidDataException($"the episode does not inflate to {length} bytes");
    }

    private static bool Fills(ZLibStream inflating, byte[] inflated)
    {
        try
        {
            return inflating.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false) == inflated.Length && inflating.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false; // no stream of zlib
        }
    }

    /// <summary>Checks a record once more: the file may have been replaced since it was opened.</summary>
    private void ThrowIfChanged(long offset)
    {
        _stream.Position = offset;
        if (RecordFraming.Pass(_stream, RecordLimits.Framed, out byte? kind) != RecordState.Whole || kind != RecordFormat.EpisodeKind)
        {
            throw new InvalidDataException("the record has changed since it was opened");
        }
    }

    /// <summary>Reads the preamble, the header and the framing of all records.</summary>
    private void Scan(bool salvage)
    {
        ReadPreamble();
        RecordState state = RecordFraming.Read(_stream, RecordLimits.Header + 1, out byte[] header);
        if (state is RecordState.End or RecordState.Torn)
        {
            throw new UserErrorException($"'{_name}' is torn: it ends before its header does, and none of its episodes is there");
        }

        Header = Guarded(RecordFormat.PreambleLength, () => state == RecordState.Whole && header is [RecordFormat.HeaderKind, ..]
            ? HeaderChecks.Read(header.AsSpan(1))
            : throw new InvalidDataException("it has no sound header"));
        try
        {
            ReadRecords();
            IsWhole = true;
        }
        catch (UserErrorException) when (salvage)
        {
            _entries = [.. Salvaged()];
        }
    }

    private void ReadPreamble()
    {
        if (_stream.Length > RecordLimits.File)
        {
            throw new UserErrorException($"'{_name}' has {_stream.Length} bytes; a record has at most {RecordLimits.File}");
        }

        Span<byte> preamble = stackalloc byte[RecordFormat.PreambleLength];
        int read = _stream.ReadAtLeast(preamble, preamble.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> signature = RecordFormat.Signature;
        if (read == 0 || !preamble[..Math.Min(read, signature.Length)].SequenceEqual(signature[..Math.Min(read, signature.Length)]))
        {
            throw new UserErrorException($"'{_name}' is no record of episodes: it does not begin as one");
        }

        if (read < preamble.Length)
        {
            throw new UserErrorException($"'{_name}' is torn: it ends before its header does, and none of its episodes is there");
        }

        int major = BinaryPrimitives.ReadUInt16LittleEndian(preamble[signature.Length..]);
        if (major != RecordFormat.Major)
        {
            throw OtherFormat($"{major}");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(preamble[(signature.Length + (2 * sizeof(ushort)))..]) != 0)
        {
            throw Damaged(0, "its preamble does not end with zeros");
        }
    }

    /// <summary>Reads the records after the header, up to the end.</summary>
    private void ReadRecords()
    {
        while (true)
        {
            long offset = _stream.Position;
            switch (RecordFraming.Pass(_stream, RecordLimits.Framed, out byte? kind))
            {
                case RecordState.End or RecordState.Torn:
                    throw new UserErrorException($"'{_name}' is torn: it has no end; {WholeEpisodes()}");
                case RecordState.TooLong:
                    throw Damaged(offset, $"a record is longer than {RecordLimits.Framed} bytes; {WholeEpisodes()}");
                case RecordState.Damaged:
                    throw Damaged(offset, $"a checksum is wrong; {WholeEpisodes()}");
                default:
                    break;
            }

            if (kind == RecordFormat.EndKind)
            {
                _stream.Position = offset;
                if (RecordFraming.Read(_stream, RecordLimits.Framed, out byte[] index) != RecordState.Whole)
                {
                    throw Damaged(offset, "it changes while it is read");
                }

                ReadIndex(offset, index.AsSpan(1));
                return;
            }

            Keep(offset, kind);
        }
    }

    private void Keep(long offset, byte? kind)
    {
        if (kind == RecordFormat.EpisodeKind)
        {
            if (_places.Count == RecordLimits.Episodes)
            {
                throw Damaged(offset, $"it has more than {RecordLimits.Episodes} episodes");
            }

            _places.Add((offset, _stream.Position - offset));
        }
        else if (kind is not >= RecordFormat.FirstOptionalKind)
        {
            throw kind is null or RecordFormat.HeaderKind
                ? Damaged(offset, "it has an empty record or a second header")
                : OtherFormat($"{RecordFormat.Major} with a record of kind {kind}");
        }
    }

    private void ReadIndex(long offset, ReadOnlySpan<byte> json)
    {
        RecordIndex index;
        try
        {
            index = RecordJson.Read(json, RecordJson.Default.RecordIndex, RecordLimits.Index, "index");
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(offset, $"{damage.Message}; {WholeEpisodes()}", damage);
        }

        bool same = index.Episodes.Count == _places.Count;
        for (int episode = 0; same && episode < _places.Count; episode++)
        {
            same = index.Episodes[episode] is { } entry && (entry.Offset, entry.Length) == _places[episode];
        }

        if (!same || _stream.Position != _stream.Length)
        {
            throw Damaged(offset, $"its index is not that of what stands before it, or something follows; {WholeEpisodes()}");
        }

        _entries = [.. index.Episodes];
    }

    /// <summary>The entries that an index would have.</summary>
    private IEnumerable<RecordEntry> Salvaged()
    {
        for (int episode = 0; episode < _places.Count; episode++)
        {
            EpisodeAbout about = Guarded(_places[episode].Offset, () => new RecordedEpisode(Header, Inflate(episode)).About);
            yield return new RecordEntry
            {
                Offset = _places[episode].Offset,
                Length = _places[episode].Length,
                Steps = about.Steps,
                Return = about.Return,
                Won = RecordFileWriter.WonBy(Header, about.Statistics),
                Seed = about.Seed,
            };
        }
    }

    private string WholeEpisodes() => $"{_places.Count} of its episodes {(_places.Count == 1 ? "is" : "are")} whole, which --salvage takes";

    private T Guarded<T>(long offset, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(offset, damage.Message, damage);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{_name}'", failure);
        }
    }

    private UserErrorException Damaged(long offset, string what, Exception? damage = null)
    {
        string sentence = $"'{_name}' is damaged at byte {offset}: {what}";
        return damage is null ? new UserErrorException(sentence) : new UserErrorException(sentence, damage);
    }

    private UserErrorException OtherFormat(string format) =>
        new($"'{_name}' is of format {format}; this version reads {RecordFormat.Major}");
}
