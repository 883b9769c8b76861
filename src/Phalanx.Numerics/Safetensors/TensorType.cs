namespace Phalanx.Numerics.Safetensors;

/// <summary>How one element of a stored tensor is encoded; the names are the format's own.</summary>
public enum TensorType
{
    /// <summary>IEEE double precision, 8 bytes.</summary>
    F64,

    /// <summary>IEEE single precision, 4 bytes.</summary>
    F32,

    /// <summary>IEEE half precision, 2 bytes: 11 significant bits, at most 65,504.</summary>
    F16,

    /// <summary>The upper half of a single, 2 bytes: 8 significant bits, the range of a single.</summary>
    BF16,

    /// <summary>Signed integer, 8 bytes.</summary>
    I64,

    /// <summary>Signed integer, 4 bytes.</summary>
    I32,

    /// <summary>Unsigned integer, 1 byte.</summary>
    U8,

    /// <summary>Truth value, 1 byte: 0 or 1.</summary>
    Bool,
}
