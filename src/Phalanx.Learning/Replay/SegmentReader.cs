using System.Buffers.Binary;
using System.Text;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// Reads the episodes of a segment up to its mark and not a byte further. For any bytes, the result is episodes or an
/// <see cref="InvalidDataException"/>, and takes no more memory than one episode.
/// </summary>
internal sealed class SegmentReader : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly SlotFormat _format;
    private readonly EpisodeRecord _record;
    private readonly FileStream _stream;
    private readonly long _end;
    private readonly SegmentChecksum _checksum = new();
    private bool _brokeOff;

    public SegmentReader(string path, SlotFormat format, long bytes)
    {
        _format = format;
        _record = new EpisodeRecord(format);
        _end = bytes;
        _stream = SharedReading.Open(path, BufferBytes);
        try
        {
            if (_stream.Length < bytes)
            {
                throw new InvalidDataException($"it has {_stream.Length} bytes where the checkpoint needs {bytes}");
            }

            ReadHeader();
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The checksum of what was read, which is that of the mark in the end.</summary>
    public uint Checksum => _checksum.Value;

    /// <summary>Reads the next episode.</summary>
    /// <param name="episode">Where to write it.</param>
    /// <param name="number">Its number.</param>
    /// <returns>False when there is none before the mark.</returns>
    public bool TryRead(EpisodeWriter episode, out long number)
    {
        number = -1;
        long begin = _stream.Position;
        if (begin == _end)
        {
            return false;
        }

        try
        {
            var source = new RecordSource(this);
            uint checksum = _record.Read(ref source, episode, out number);
            Span<byte> stored = stackalloc byte[EpisodeRecord.ChecksumBytes];
            BinaryPrimitives.WriteUInt32LittleEndian(stored, checksum);
            _checksum.Add(stored);
            return true;
        }
        catch (InvalidDataException damage) when (!_brokeOff)
        {
            throw new InvalidDataException($"the record at byte {begin} is damaged: {damage.Message}", damage);
        }
    }

    public void Dispose() => _stream.Dispose();

    private void ReadHeader()
    {
        byte[] expected = SegmentFormat.Header(_format);
        Checksum checksum = default;
        Span<byte> fixedPart = stackalloc byte[SegmentFormat.Magic.Length + sizeof(int) + sizeof(int)];
        Read(fixedPart, ref checksum);
        ReadOnlySpan<byte> numbers = fixedPart[SegmentFormat.Magic.Length..];
        int version = BinaryPrimitives.ReadInt32LittleEndian(numbers);
        int length = BinaryPrimitives.ReadInt32LittleEndian(numbers[sizeof(int)..]);
        if (!fixedPart.StartsWith(SegmentFormat.Magic))
        {
            throw new InvalidDataException("it is not a file of episodes");
        }

        if (version != SegmentFormat.Version)
        {
            throw new InvalidDataException($"it has version {version} of the format, and only version {SegmentFormat.Version} is known");
        }

        if (length < 0 || length > _end - _stream.Position)
        {
            throw new InvalidDataException("its header is damaged");
        }

        byte[] layout = new byte[length];
        Read(layout, ref checksum);
        if (ReadChecksum() != checksum.Value)
        {
            throw new InvalidDataException("its header is damaged: its checksum is wrong");
        }

        if (_stream.Position != expected.Length || !layout.AsSpan().SequenceEqual(expected.AsSpan(fixedPart.Length, layout.Length)))
        {
            throw new InvalidDataException(
                $"it stores {Encoding.UTF8.GetString(layout)}, and this run stores {_record.Description}");
        }

        _checksum.Add(expected);
    }

    private void Read(Span<byte> destination, ref Checksum checksum)
    {
        Read(destination);
        checksum.Add(destination);
    }

    private void Read(Span<byte> destination)
    {
        if (destination.Length > _end - _stream.Position)
        {
            _brokeOff = true;
            throw new InvalidDataException("it breaks off in the middle of a record");
        }

        _stream.ReadExactly(destination);
    }

    private uint ReadChecksum()
    {
        Span<byte> bytes = stackalloc byte[EpisodeRecord.ChecksumBytes];
        Read(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private readonly struct RecordSource(SegmentReader reader) : IRecordSource
    {
        public void Read(scoped Span<byte> bytes) => reader.Read(bytes);
    }
}
