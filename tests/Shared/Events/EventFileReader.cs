using System.Buffers.Binary;
using System.Text;

namespace Phalanx.Testing;

/// <summary>An event as TensorBoard would see it.</summary>
internal sealed record ReadEvent(double WallTime, long Step, string? FileVersion, List<(string Tag, float Value)> Scalars)
{
    public bool Starts { get; init; }
}

/// <summary>Reads event files by the formats' definitions, sharing nothing with the writer; checksums are computed bit by bit.</summary>
internal static class EventFileReader
{
    public static List<ReadEvent> Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new BinaryReader(stream);
        var events = new List<ReadEvent>();
        while (stream.Position < stream.Length)
        {
            byte[] length = reader.ReadBytes(8);
            Assert.Equal(MaskedChecksum(length), reader.ReadUInt32());
            byte[] data = reader.ReadBytes((int)BinaryPrimitives.ReadUInt64LittleEndian(length));
            Assert.Equal(MaskedChecksum(data), reader.ReadUInt32());
            events.Add(ReadOne(data));
        }

        return events;
    }

    private static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = Castagnoli.Of(bytes);
        return (crc >> 15 | crc << 17) + 0xA282EAD8u;
    }

    private static ReadEvent ReadOne(byte[] data)
    {
        var read = new ReadEvent(0, 0, null, []);
        foreach ((int field, ulong number, byte[] bytes) in Fields(data))
        {
            switch (field)
            {
                case 1: read = read with { WallTime = BitConverter.UInt64BitsToDouble(number) }; break;
                case 2: read = read with { Step = (long)number }; break;
                case 3: read = read with { FileVersion = Encoding.UTF8.GetString(bytes) }; break;
                case 5: read.Scalars.AddRange(Fields(bytes).Select(value => ReadValue(value.Field, value.Bytes))); break;
                case 7: read = read with { Starts = Fields(bytes).Single() is (1, 1, _) }; break;
                default: throw new InvalidDataException($"An event has no field {field}.");
            }
        }

        return read;
    }

    private static (string Tag, float Value) ReadValue(int field, byte[] data)
    {
        Assert.Equal(1, field);
        var fields = Fields(data).ToList();
        Assert.Equal([1, 2], fields.Select(part => part.Field));
        return (Encoding.UTF8.GetString(fields[0].Bytes), BitConverter.UInt32BitsToSingle((uint)fields[1].Number));
    }

    private static IEnumerable<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        using var reader = new BinaryReader(new MemoryStream(message));
        while (reader.BaseStream.Position < message.Length)
        {
            int key = reader.Read7BitEncodedInt();
            yield return (key & 7) switch
            {
                0 => (key >> 3, (ulong)reader.Read7BitEncodedInt64(), []),
                1 => (key >> 3, reader.ReadUInt64(), []),
                2 => (key >> 3, 0, reader.ReadBytes(reader.Read7BitEncodedInt())),
                5 => (key >> 3, reader.ReadUInt32(), []),
                _ => throw new InvalidDataException("There is no such wire type."),
            };
        }
    }
}
