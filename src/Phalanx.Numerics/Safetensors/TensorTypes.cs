namespace Phalanx.Numerics.Safetensors;

/// <summary>What the format says about each <see cref="TensorType"/>.</summary>
public static class TensorTypes
{
    private static readonly TensorType[] s_all = Enum.GetValues<TensorType>();

    /// <summary>The bytes one element takes.</summary>
    /// <param name="type">The element type.</param>
    /// <returns>1, 2, 4 or 8.</returns>
    public static int SizeInBytes(this TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 => 8,
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 => 2,
        TensorType.U8 or TensorType.Bool => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This is no tensor type."),
    };

    /// <summary>The code the header uses, such as <c>F32</c> or <c>BOOL</c>.</summary>
    /// <param name="type">The element type.</param>
    /// <returns>The code, in capitals.</returns>
    public static string Code(this TensorType type) => type switch
    {
        TensorType.F64 => "F64",
        TensorType.F32 => "F32",
        TensorType.F16 => "F16",
        TensorType.BF16 => "BF16",
        TensorType.I64 => "I64",
        TensorType.I32 => "I32",
        TensorType.U8 => "U8",
        TensorType.Bool => "BOOL",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This is no tensor type."),
    };

    /// <summary>The codes this library reads and writes, for messages.</summary>
    internal static string AllCodes { get; } = string.Join(", ", s_all.Select(Code));

    /// <summary>The type a header's code stands for; null for a code this library does not know.</summary>
    internal static TensorType? FromCode(string code)
    {
        foreach (TensorType type in s_all)
        {
            if (type.Code() == code)
            {
                return type;
            }
        }

        return null;
    }
}
