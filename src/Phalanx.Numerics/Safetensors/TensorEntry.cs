namespace Phalanx.Numerics.Safetensors;

/// <summary>One tensor of a <see cref="SafetensorsFile"/>: its name, element type, shape and bytes.</summary>
public sealed class TensorEntry
{
    private readonly int[] _shape;
    private readonly ReadOnlyMemory<byte> _bytes;

    internal TensorEntry(string name, TensorType type, int[] shape, ReadOnlyMemory<byte> bytes)
    {
        Name = name;
        Type = type;
        _shape = shape;
        _bytes = bytes;
    }

    /// <summary>The name, unique within its file.</summary>
    public string Name { get; }

    /// <summary>How an element is encoded.</summary>
    public TensorType Type { get; }

    /// <summary>The dimensions, outermost first; empty for a scalar.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The number of elements: the product of the dimensions.</summary>
    public int Count => _bytes.Length / Type.SizeInBytes();

    /// <summary>The elements as stored: little-endian, row-major, without padding, at no particular alignment.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>For a log or a debugger, such as <c>'fc1.weight' F32 [64, 12]</c>.</summary>
    /// <returns>Name, type and shape.</returns>
    public override string ToString() => $"{Wording.Quote(Name)} {Type.Code()} [{string.Join(", ", _shape)}]";
}
