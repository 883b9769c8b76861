using System.Buffers.Binary;

namespace Phalanx.Numerics.Safetensors;

/// <summary>
/// Encodes floating elements in little-endian order on every machine. A null answer means that there is no such conversion.
/// </summary>
internal static class ElementWriter
{
    /// <summary>An encoder of one element into as many bytes as its stored type takes.</summary>
    public delegate void Encoder<in T>(Span<byte> element, T value);

    /// <summary>Rounds to the nearest, ties to even, where the stored type is narrower.</summary>
    public static Encoder<float>? FromSingle(TensorType type) => type switch
    {
        TensorType.F64 => static (b, v) => BinaryPrimitives.WriteDoubleLittleEndian(b, v),
        TensorType.F32 => BinaryPrimitives.WriteSingleLittleEndian,
        TensorType.F16 => static (b, v) => BinaryPrimitives.WriteHalfLittleEndian(b, (Half)v),
        TensorType.BF16 => static (b, v) => BinaryPrimitives.WriteUInt16LittleEndian(b, BFloat16.FromSingle(v)),
        _ => null,
    };

    /// <summary>Rounds to the nearest, ties to even, where the stored type is narrower.</summary>
    public static Encoder<double>? FromDouble(TensorType type) => type switch
    {
        TensorType.F64 => BinaryPrimitives.WriteDoubleLittleEndian,
        TensorType.F32 => static (b, v) => BinaryPrimitives.WriteSingleLittleEndian(b, (float)v),
        TensorType.F16 => static (b, v) => BinaryPrimitives.WriteHalfLittleEndian(b, (Half)v),
        TensorType.BF16 => static (b, v) => BinaryPrimitives.WriteUInt16LittleEndian(b, BFloat16.FromDouble(v)),
        _ => null,
    };
}
