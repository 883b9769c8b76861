using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Learning.Episodes;

/// <summary>
/// An episode as bytes, on the disk and between machines. All numbers are little-endian, the checksum is CRC-32C, and fields are stored as they are in
/// memory, so nothing is rounded a second time. For any bytes the result is an episode or an <see cref="InvalidDataException"/>.
/// </summary>
/// <remarks>
/// <code>
/// length       uint32, of the whole record
/// number       int64, counted through the run from 0
/// steps        int32, L
/// terminated   int32, 1 or 0
/// fields       in the layout's order, one after the other: L + 1 rows of what is seen, L rows of what belongs to a step;
///              flags in whole bytes per row, lowest bit first
/// checksum     uint32, of all of the record before it
/// </code>
/// </remarks>
public sealed class EpisodeRecord
{
    /// <summary>The bytes of a record before its fields.</summary>
    internal const int PrefixBytes = sizeof(uint) + sizeof(long) + sizeof(int) + sizeof(int);

    internal const int ChecksumBytes = sizeof(uint);

    private readonly SlotFormat _format;

    /// <summary>Records of a layout.</summary>
    /// <param name="layout">What is stored.</param>
    public EpisodeRecord(EpisodeLayout layout)
        : this(new SlotFormat(layout))
    {
    }

    internal EpisodeRecord(SlotFormat format) => _format = format;

    /// <summary>What is stored, field by field: two layouts with one description have the same records.</summary>
    public string Description
    {
        get
        {
            EpisodeLayout layout = _format.Layout;
            StringBuilder text = new();
            text.Append(
                CultureInfo.InvariantCulture,
                $"agents {layout.Agents}, limit {layout.EpisodeLimit}, actions {layout.Actions}, entities {layout.Entities?.Count ?? 0}");
            foreach (StoredField stored in _format.Fields)
            {
                text.Append(CultureInfo.InvariantCulture, $", {stored.Name} {stored.Width} {stored.Encoding}");
            }

            return text.ToString();
        }
    }

    /// <summary>How many bytes the record of an episode takes.</summary>
    /// <param name="steps">How many steps it has.</param>
    public long BytesOf(int steps)
    {
        long bytes = PrefixBytes + ChecksumBytes;
        for (int i = 0; i < _format.Fields.Count; i++) // an enumerator of an interface would be allocated
        {
            bytes += (long)_format.Fields[i].Stride * _format.Fields[i].Field.SlotsIn(steps);
        }

        return bytes;
    }

    /// <summary>Writes the record of an episode.</summary>
    /// <param name="episode">The episode, which must be complete and of this layout.</param>
    /// <param name="number">Its number.</param>
    /// <param name="record">As many bytes as <see cref="BytesOf"/> says.</param>
    public void Write(EpisodeWriter episode, long number, Span<byte> record)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ThrowIfOther(episode);
        episode.ThrowIfIncomplete();
        var sink = new MemorySink(record);
        Write(new WrittenSlots(episode), number, ref sink);
    }

    /// <summary>Reads the record of an episode. After a failure the writer holds no episode.</summary>
    /// <param name="record">The bytes.</param>
    /// <param name="number">The number that the episode must have.</param>
    /// <param name="episode">Receives it; of this layout.</param>
    /// <exception cref="InvalidDataException">It is damaged, of another layout, or has another number.</exception>
    public void Read(ReadOnlySpan<byte> record, long number, EpisodeWriter episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ThrowIfOther(episode);
        episode.Begin();
        var source = new MemorySource(record);
        Prefix prefix = ReadPrefix(ref source, out Checksum checksum);
        if (prefix.Number != number)
        {
            throw new InvalidDataException($"it is the record of episode {prefix.Number}, not of episode {number}");
        }

        if (prefix.Bytes != record.Length)
        {
            throw new InvalidDataException($"it has {record.Length} bytes, and says that it has {prefix.Bytes}");
        }

        ReadFields(prefix, ref source, checksum, episode);
    }

    /// <summary>Whether a record is that of an episode, byte for byte.</summary>
    /// <param name="record">The bytes.</param>
    /// <param name="number">The episode's number.</param>
    /// <param name="episode">The episode, complete and of this layout.</param>
    public bool IsOf(ReadOnlySpan<byte> record, long number, EpisodeWriter episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ThrowIfOther(episode);
        if (record.Length != BytesOf(episode.Length))
        {
            return false;
        }

        var sink = new ComparingSink(record);
        Write(new WrittenSlots(episode), number, ref sink);
        return sink.AreEqual;
    }

    /// <summary>Writes a record to where its bytes go, and returns its checksum.</summary>
    internal uint Write<TSlots, TSink>(TSlots episode, long number, ref TSink sink)
        where TSlots : ISlots
        where TSink : IRecordSink, allows ref struct
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(prefix, checked((uint)BytesOf(episode.Length)));
        BinaryPrimitives.WriteInt64LittleEndian(prefix[4..], number);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[12..], episode.Length);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[16..], episode.Terminated ? 1 : 0);
        Checksum checksum = default;
        checksum.Add(prefix);
        sink.Write(prefix);
        for (int i = 0; i < _format.Fields.Count; i++)
        {
            StoredField field = _format.Fields[i];
            int rows = field.Field.SlotsIn(episode.Length);
            for (int first = 0; first < rows;)
            {
                ReadOnlySpan<byte> run = episode.ContiguousSlots(field, first, rows - first);
                checksum.Add(run);
                sink.Write(run);
                first += run.Length / field.Stride;
            }
        }

        Span<byte> end = stackalloc byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(end, checksum.Value);
        sink.Write(end);
        return checksum.Value;
    }

    /// <summary>Reads the record that comes next in a source, and returns its checksum.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another layout.</exception>
    internal uint Read<TSource>(ref TSource source, EpisodeWriter episode, out long number)
        where TSource : IRecordSource, allows ref struct
    {
        Prefix prefix = ReadPrefix(ref source, out Checksum checksum);
        number = prefix.Number;
        return ReadFields(prefix, ref source, checksum, episode);
    }

    private Prefix ReadPrefix<TSource>(ref TSource source, out Checksum checksum)
        where TSource : IRecordSource, allows ref struct
    {
        Span<byte> bytes = stackalloc byte[PrefixBytes];
        source.Read(bytes);
        checksum = default;
        checksum.Add(bytes);
        var prefix = new Prefix(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]));
        return prefix.Steps >= 1
            && prefix.Steps <= _format.Layout.EpisodeLimit
            && prefix.Terminated is 0 or 1
            && prefix.Bytes == BytesOf(prefix.Steps)
                ? prefix
                : throw new InvalidDataException("it cannot be an episode of this run");
    }

    private uint ReadFields<TSource>(Prefix prefix, ref TSource source, Checksum checksum, EpisodeWriter episode)
        where TSource : IRecordSource, allows ref struct
    {
        for (int i = 0; i < _format.Fields.Count; i++)
        {
            StoredField field = _format.Fields[i];
            Span<byte> rows = episode.Slots.Rows(field, 0, field.Field.SlotsIn(prefix.Steps));
            source.Read(rows);
            checksum.Add(rows);
        }

        Span<byte> end = stackalloc byte[ChecksumBytes];
        source.Read(end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != checksum.Value)
        {
            throw new InvalidDataException("its checksum is wrong");
        }

        episode.EndLoaded(prefix.Steps, prefix.Terminated == 1);
        return checksum.Value;
    }

    private void ThrowIfOther(EpisodeWriter episode)
    {
        if (!episode.Layout.Equals(_format.Layout))
        {
            throw new ArgumentException("The episode has another layout than the record.", nameof(episode));
        }
    }

    private readonly record struct Prefix(uint Bytes, long Number, int Steps, int Terminated);

    private readonly struct WrittenSlots(EpisodeWriter episode) : ISlots
    {
        public int Length => episode.Length;

        public bool Terminated => episode.Terminated;

        public ReadOnlySpan<byte> ContiguousSlots(StoredField field, int first, int count) => episode.Slots.Rows(field, first, count);
    }

    private ref struct MemorySink(Span<byte> rest) : IRecordSink
    {
        private Span<byte> _rest = rest;

        public void Write(scoped ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_rest);
            _rest = _rest[bytes.Length..];
        }
    }

    private ref struct ComparingSink(ReadOnlySpan<byte> rest) : IRecordSink
    {
        private ReadOnlySpan<byte> _rest = rest;

        public bool AreEqual { get; private set; } = true;

        public void Write(scoped ReadOnlySpan<byte> bytes)
        {
            AreEqual &= _rest[..bytes.Length].SequenceEqual(bytes);
            _rest = _rest[bytes.Length..];
        }
    }

    private ref struct MemorySource(ReadOnlySpan<byte> rest) : IRecordSource
    {
        private ReadOnlySpan<byte> _rest = rest;

        public void Read(scoped Span<byte> bytes)
        {
            if (bytes.Length > _rest.Length)
            {
                throw new InvalidDataException("it breaks off");
            }

            _rest[..bytes.Length].CopyTo(bytes);
            _rest = _rest[bytes.Length..];
        }
    }
}

/// <summary>The slots of an episode as they are stored, wherever they lie.</summary>
internal interface ISlots
{
    /// <summary>How many steps it has. There is one slot more.</summary>
    int Length { get; }

    /// <summary>Whether the environment itself ended it.</summary>
    bool Terminated { get; }

    /// <summary>One field of some slots, or of as many of them as lie next to each other in memory.</summary>
    ReadOnlySpan<byte> ContiguousSlots(StoredField field, int first, int count);
}

/// <summary>Where the bytes of a record go.</summary>
internal interface IRecordSink
{
    /// <summary>Takes those that come next.</summary>
    void Write(scoped ReadOnlySpan<byte> bytes);
}

/// <summary>Where the bytes of a record come from.</summary>
internal interface IRecordSource
{
    /// <summary>Gives those that come next.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    void Read(scoped Span<byte> bytes);
}
