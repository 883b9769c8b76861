using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Phalanx.Cluster.Contracts;

/// <summary>
/// Bytes of a file as they travel. A sender's memory is written as it is, and must not be used again before the call is over; a receiver's comes from a pool.
/// An array as an argument would cost a copy and a large object each way.
/// </summary>
public sealed class Payload
{
    /// <summary>The most bytes of one.</summary>
    public const int MostBytes = 8 << 20;

    private byte[]? _rented;

    /// <summary>The bytes of a sender.</summary>
    public Payload(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    private Payload(byte[] rented, int length) => (_rented, Bytes) = (rented, rented.AsMemory(0, length));

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Gives the memory of a received one back. It has no bytes then.</summary>
    public void Return()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            Bytes = default;
            PayloadMemory.Return(rented);
        }
    }

    /// <summary>The same with fewer bytes: not all were there.</summary>
    internal Payload Shortened(int length)
    {
        Bytes = Bytes[..length];
        return this;
    }

    /// <summary>Memory out of the pool, to be filled.</summary>
    internal static Payload Rent(int length, out Memory<byte> memory)
    {
        byte[] rented = PayloadMemory.Rent(length);
        memory = rented.AsMemory(0, length);
        return new Payload(rented, length);
    }
}

/// <summary>How a <see cref="Payload"/> is written: its length, and its bytes.</summary>
[RegisterSerializer]
[RegisterCopier]
public sealed class PayloadCodec : IFieldCodec<Payload?>, IDeepCopier<Payload?>
{
    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, Payload? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }

        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType!, typeof(Payload), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)value.Bytes.Length);
        writer.Write(value.Bytes.Span);
    }

    /// <inheritdoc/>
    public Payload? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
        {
            return ReferenceCodec.ReadReference<Payload?, TInput>(ref reader, field);
        }

        field.EnsureWireType(WireType.LengthPrefixed);
        ReferenceCodec.MarkValueField(reader.Session);
        uint length = reader.ReadVarUInt32();
        if (length > Payload.MostBytes)
        {
            throw new InvalidDataException($"a payload of {length} bytes is larger than {Payload.MostBytes}");
        }

        Payload payload = Payload.Rent((int)length, out Memory<byte> memory);
        reader.ReadBytes(memory.Span);
        return payload;
    }

    /// <inheritdoc/>
    public Payload? DeepCopy(Payload? input, CopyContext context) => input;
}
