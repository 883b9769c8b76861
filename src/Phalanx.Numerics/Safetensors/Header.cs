namespace Phalanx.Numerics.Safetensors;

/// <summary>What the JSON header says, each entry valid by itself; <see cref="Layout"/> checks it against the data.</summary>
/// <param name="Tensors">The tensors by name, in the header's order.</param>
/// <param name="Metadata">The free texts, in the header's order.</param>
internal sealed record Header(OrderedDictionary<string, TensorHeader> Tensors, OrderedDictionary<string, string> Metadata)
{
    /// <summary>The key of the free texts; no tensor may be called so.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit, in bytes.</summary>
    public const int LongestHeader = 100_000_000;

    /// <summary>The bytes of the header's length, before the header.</summary>
    public const int PrefixLength = 8;
}

/// <summary>One tensor's line in the header.</summary>
/// <param name="Type">How an element is encoded.</param>
/// <param name="Shape">The dimensions, none negative.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end, exclusive.</param>
internal readonly record struct TensorHeader(TensorType Type, int[] Shape, long Begin, long End);
