using System.Buffers.Binary;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>Appends episodes to a segment.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly EpisodeRecord _record;
    private readonly FileStream _stream;

    // Of what an earlier version began it is not known.
    private readonly SegmentChecksum? _checksum;

    private SegmentWriter(SlotFormat format, FileStream stream, SegmentChecksum? checksum)
    {
        _record = new EpisodeRecord(format);
        _stream = stream;
        _checksum = checksum;
    }

    /// <summary>How long the segment is.</summary>
    public long Bytes => _stream.Position;

    /// <summary>The checksum of the segment, for its mark.</summary>
    public uint? Checksum => _checksum?.Value;

    /// <summary>Begins a segment, and overwrites an existing file, to which no mark points.</summary>
    public static SegmentWriter Create(string path, SlotFormat format)
    {
        SegmentWriter writer = new(format, FileWriting.Open(path, FileMode.Create, FileShare.Read, BufferBytes), new SegmentChecksum());
        byte[] header = SegmentFormat.Header(format);
        writer._checksum!.Add(header);
        writer._stream.Write(header);
        return writer;
    }

    /// <summary>Continues a segment at its last mark, and overwrites what a failed attempt left after it.</summary>
    public static SegmentWriter Continue(string path, SlotFormat format, long bytes, uint? checksum)
    {
        FileStream stream = FileWriting.Open(path, FileMode.Open, FileShare.Read, BufferBytes);
        if (stream.Length < bytes)
        {
            stream.Dispose();
            throw new InvalidDataException($"it has become shorter than the {bytes} bytes that were written");
        }

        stream.SetLength(bytes);
        stream.Position = bytes;
        return new SegmentWriter(format, stream, checksum is { } before ? new SegmentChecksum(before) : null);
    }

    /// <summary>Appends an episode.</summary>
    public void Append(StoredEpisode episode)
    {
        var sink = new StreamSink(_stream);
        uint checksum = _record.Write(episode, episode.Number, ref sink);
        Span<byte> end = stackalloc byte[EpisodeRecord.ChecksumBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(end, checksum);
        _checksum?.Add(end);
    }

    /// <summary>Returns once everything is on the disk.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    public void Dispose() => _stream.Dispose();

    private readonly struct StreamSink(Stream stream) : IRecordSink
    {
        public void Write(scoped ReadOnlySpan<byte> bytes) => stream.Write(bytes);
    }
}
