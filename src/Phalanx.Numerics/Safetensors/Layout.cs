namespace Phalanx.Numerics.Safetensors;

/// <summary>The rules that tie shapes, offsets and data together: every byte of the data belongs to exactly one tensor.</summary>
internal static class Layout
{
    /// <summary>The bytes a tensor of this shape takes; null when they exceed what 64 bits can count.</summary>
    public static long? ByteLength(ReadOnlySpan<int> shape, TensorType type)
    {
        long bytes = type.SizeInBytes();
        foreach (int dimension in shape)
        {
            if (dimension != 0 && bytes > long.MaxValue / dimension)
            {
                return null;
            }

            bytes *= dimension;
        }

        return bytes;
    }

    /// <summary>Refuses tensors that do not cover the data exactly once.</summary>
    public static void Check(OrderedDictionary<string, TensorHeader> tensors, long dataLength)
    {
        foreach ((string name, TensorHeader tensor) in tensors)
        {
            CheckAlone(name, tensor, dataLength);
        }

        // An empty tensor may share its place with the one that begins there, hence the second key.
        long position = 0;
        string? previous = null;
        foreach ((string name, TensorHeader tensor) in tensors.OrderBy(t => t.Value.Begin).ThenBy(t => t.Value.End))
        {
            if (tensor.Begin < position)
            {
                throw new InvalidDataException($"The bytes of the tensors {Wording.Quote(previous!)} and {Wording.Quote(name)} overlap.");
            }

            if (tensor.Begin > position)
            {
                throw new InvalidDataException(
                    $"There is a hole of {tensor.Begin - position} bytes in the data before {Wording.Quote(name)}.");
            }

            (position, previous) = (tensor.End, name);
        }

        if (position != dataLength)
        {
            throw new InvalidDataException($"The file has {dataLength - position} trailing bytes that belong to no tensor.");
        }
    }

    private static void CheckAlone(string name, TensorHeader tensor, long dataLength)
    {
        (_, int[] shape, long begin, long end) = tensor;
        if (begin > end)
        {
            throw new InvalidDataException($"Tensor {Wording.Quote(name)} ends at byte {end}, before it begins at byte {begin}.");
        }

        long expected = ByteLength(shape, tensor.Type) ?? throw new InvalidDataException(
            $"The shape of {Wording.Quote(name)} overflows: it takes more bytes than 64 bits can count.");
        if (expected != end - begin)
        {
            throw new InvalidDataException(
                $"The shape and type of {Wording.Quote(name)} ask for {expected} bytes, but its offsets span {end - begin}.");
        }

        if (end > dataLength)
        {
            throw new InvalidDataException(
                $"Tensor {Wording.Quote(name)} ends at byte {end} of the data, but the file holds only {dataLength}.");
        }
    }
}
