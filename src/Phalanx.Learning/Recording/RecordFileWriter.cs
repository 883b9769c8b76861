using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Recording;

/// <summary>
/// Writes a record: the header, each episode in one piece when it is added, and at <see cref="Complete"/> the index. Without that the record is
/// torn, and readers see it. The bytes follow from what is added alone.
/// </summary>
public sealed class RecordFileWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly RecordHeader _header;
    private readonly string? _path;
    private readonly string? _beside;
    private readonly List<RecordEntry> _entries = [];

    /// <summary>Begins a record in a stream.</summary>
    /// <param name="stream">The stream, at its beginning. The caller disposes it.</param>
    /// <param name="header">What holds for all episodes.</param>
    /// <exception cref="UserErrorException">The header is beyond the limits of the format.</exception>
    public RecordFileWriter(Stream stream, RecordHeader header)
        : this(stream, header, path: null)
    {
        Begin();
    }

    private RecordFileWriter(Stream stream, RecordHeader header, string? path, string? beside = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        (_stream, _header, _path, _beside) = (stream, header, path, beside);
    }

    /// <summary>Refuses a path where something else is than a record.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="UserErrorException">Something else is there.</exception>
    public static void ThrowIfOther(string path) => ChosenFile.At(path, "record", RecordFormat.Signature);

    /// <summary>
    /// Begins a record in a file. Its folder exists. A record that is there is kept until this one is whole, which is written beside it so long; a torn record
    /// is left only where there was none.
    /// </summary>
    /// <exception cref="UserErrorException">The file cannot be written, something else than a record is there, or the header is beyond the limits of the format.</exception>
    public static RecordFileWriter Create(string path, RecordHeader header)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(header);
        ThrowIfOther(path);
        string? beside = ChosenFile.HasContent(path) ? AtomicFile.TemporaryBeside(ChosenFile.Target(path)) : null;
        RecordFileWriter? writer = null;
        try
        {
            writer = new RecordFileWriter(FileAppending.Open(beside ?? path, FileMode.Create), header, path, beside);
            writer.Begin();
            return writer;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            writer?.Dispose();
            throw FileFailures.Explain($"cannot write '{path}'", failure);
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    private string Name => _path is null ? "the record" : $"'{_path}'";

    /// <summary>How many episodes were added.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds an episode.</summary>
    /// <exception cref="UserErrorException">It is too large for a record, or cannot be written.</exception>
    /// <exception cref="ArgumentException">It is not as the header says.</exception>
    public void Add(EpisodeContent episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        byte[] payload = new EpisodeEncoder(_header, episode).Encode();
        Add(payload, episode.Rewards.Count, episode.Return, episode.Statistics, episode.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Adds an episode of another record with the same header, as it is.</summary>
    /// <exception cref="UserErrorException">It cannot be read or written.</exception>
    public void Add(RecordFile record, int episode)
    {
        ArgumentNullException.ThrowIfNull(record);
        RecordEntry entry = record.Episodes[episode];
        AddRecord(RecordFraming.Frame(record.Payload(episode)), entry);
    }

    /// <summary>Ends the record.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public void Complete()
    {
        byte[] index = JsonSerializer.SerializeToUtf8Bytes(new RecordIndex { Episodes = _entries }, RecordJson.Default.RecordIndex);
        Write(RecordFraming.Frame([RecordFormat.EndKind, .. index]));
        if (_beside is not null)
        {
            _stream.Dispose();
            Replace(_beside, ChosenFile.Target(_path!));
        }
    }

    /// <summary>Closes a file; a stream stays open. A record that was to replace another, and is not complete, is no more.</summary>
    public void Dispose()
    {
        if (_path is not null)
        {
            _stream.Dispose();
        }

        if (_beside is not null)
        {
            AtomicFile.Discard(_beside);
        }
    }

    /// <summary>Whether a team won by the statistics of an episode; null where there is none of that name.</summary>
    internal static bool? WonBy(RecordHeader header, IReadOnlyList<double> statistics)
    {
        for (int index = 0; index < header.Statistics.Count; index++)
        {
            if (header.Statistics[index] == "battle_won")
            {
                return statistics[index] > 0;
            }
        }

        return null;
    }

    private void Replace(string beside, string target)
    {
        try
        {
            FileWriting.MoveFile(beside, target);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write {Name}", failure);
        }
    }

    private void Begin()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(_header, RecordJson.Default.RecordHeader);
        try
        {
            HeaderChecks.Read(json); // what readers would refuse is not written
        }
        catch (InvalidDataException wrong)
        {
            throw new UserErrorException($"'{_header.Environment}' cannot be recorded: {wrong.Message}", wrong);
        }

        Write([.. RecordFormat.Preamble(), .. RecordFraming.Frame([RecordFormat.HeaderKind, .. json])]);
    }

    private void Add(byte[] payload, int steps, double sum, IReadOnlyList<double> statistics, string seed) => AddRecord(
        RecordFraming.Frame(payload),
        new RecordEntry { Offset = 0, Length = 0, Steps = steps, Return = sum, Won = WonBy(_header, statistics), Seed = seed });

    private void AddRecord(byte[] record, RecordEntry entry)
    {
        if (_entries.Count == RecordLimits.Episodes || _stream.Length + record.Length > RecordLimits.File - RecordLimits.Index)
        {
            throw new UserErrorException(
                $"{Name} cannot hold another episode: it has {_entries.Count} episodes and {_stream.Length} bytes, and at most {RecordLimits.Episodes} and {RecordLimits.File} are allowed");
        }

        long offset = _stream.Length;
        Write(record);
        _entries.Add(entry with { Offset = offset, Length = record.Length });
    }

    private void Write(byte[] bytes)
    {
        try
        {
            if (_stream is FileStream file)
            {
                FileAppending.Append(file, bytes);
            }
            else
            {
                _stream.Write(bytes);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write {Name}", failure);
        }
    }
}
