using System.Buffers.Binary;

namespace Phalanx.Numerics.Safetensors;

/// <summary>
/// Decodes stored elements. Elements are taken byte by byte from little-endian order, so the machine's own order does not matter,
/// nor does the data's alignment. A null answer means that the stored type does not convert to the wanted one.
/// </summary>
internal static class ElementReader
{
    /// <summary>A decoder of one element.</summary>
    public delegate T Decoder<out T>(ReadOnlySpan<byte> element);

    /// <summary>Every floating type fits a double exactly.</summary>
    public static Decoder<double>? ForDouble(TensorType type) => type switch
    {
        TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian,
        TensorType.F32 => static b => BinaryPrimitives.ReadSingleLittleEndian(b),
        TensorType.F16 => static b => (double)BinaryPrimitives.ReadHalfLittleEndian(b),
        TensorType.BF16 => static b => BFloat16.ToSingle(BinaryPrimitives.ReadUInt16LittleEndian(b)),
        _ => null,
    };

    /// <summary>A double is rounded; every other floating type fits a single exactly.</summary>
    public static Decoder<float>? ForSingle(TensorType type) => type switch
    {
        TensorType.F64 => static b => (float)BinaryPrimitives.ReadDoubleLittleEndian(b),
        TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian,
        TensorType.F16 => static b => (float)BinaryPrimitives.ReadHalfLittleEndian(b),
        TensorType.BF16 => static b => BFloat16.ToSingle(BinaryPrimitives.ReadUInt16LittleEndian(b)),
        _ => null,
    };

    /// <summary>Every integer type, and truth as 0 or 1, fits a long exactly.</summary>
    public static Decoder<long>? ForInt64(TensorType type) => type switch
    {
        TensorType.I64 => BinaryPrimitives.ReadInt64LittleEndian,
        TensorType.I32 => static b => BinaryPrimitives.ReadInt32LittleEndian(b),
        TensorType.U8 or TensorType.Bool => static b => b[0],
        _ => null,
    };
}
