namespace Phalanx.Numerics.Safetensors;

/// <content>
/// Typed access. Floating types convert to floating types, integers and truth values to integers, nothing else. One conversion is lossy:
/// F64 to <see cref="float"/> rounds to the nearest single, so that values beyond a single's range become infinite and tiny ones zero.
/// I64 to <see cref="int"/> is checked value by value. All the others are exact.
/// </content>
public sealed partial class SafetensorsFile
{
    /// <summary>The values of a floating tensor as singles. F32, F16 and BF16 are exact; F64 is rounded to the nearest.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <returns>The values, row-major.</returns>
    /// <exception cref="InvalidDataException">There is no such tensor, or it is not a floating one.</exception>
    public float[] ReadSingle(string name)
    {
        float[] values = new float[this[name].Count];
        CopyTo(name, values.AsSpan());
        return values;
    }

    /// <summary>The values of a floating tensor as doubles; all four floating types are exact.</summary>
    /// <inheritdoc cref="ReadSingle(string)"/>
    public double[] ReadDouble(string name)
    {
        double[] values = new double[this[name].Count];
        CopyTo(name, values.AsSpan());
        return values;
    }

    /// <summary>The values of an integer tensor, or truth values as 0 and 1; all are exact.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <returns>The values, row-major.</returns>
    /// <exception cref="InvalidDataException">There is no such tensor, or it is not one of integers or truth values.</exception>
    public long[] ReadInt64(string name)
    {
        long[] values = new long[this[name].Count];
        CopyTo(name, values.AsSpan());
        return values;
    }

    /// <summary>The values of an integer tensor, or truth values as 0 and 1; an I64 that does not fit is refused.</summary>
    /// <inheritdoc cref="ReadInt64(string)"/>
    public int[] ReadInt32(string name)
    {
        int[] values = new int[this[name].Count];
        CopyTo(name, values.AsSpan());
        return values;
    }

    /// <summary>Copies a floating tensor as singles. F32, F16 and BF16 are exact; F64 is rounded to the nearest.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">Receives the values, row-major; exactly as long as the tensor.</param>
    /// <exception cref="InvalidDataException">There is no such tensor, or its type does not convert.</exception>
    /// <exception cref="ArgumentException">The destination is not as long as the tensor.</exception>
    public void CopyTo(string name, Span<float> destination)
    {
        TensorEntry entry = this[name];
        Copy(entry, ElementReader.ForSingle(entry.Type), destination);
    }

    /// <summary>Copies a floating tensor as doubles; all four floating types are exact.</summary>
    /// <inheritdoc cref="CopyTo(string, Span{float})"/>
    public void CopyTo(string name, Span<double> destination)
    {
        TensorEntry entry = this[name];
        Copy(entry, ElementReader.ForDouble(entry.Type), destination);
    }

    /// <summary>Copies an integer tensor, or truth values as 0 and 1; all are exact.</summary>
    /// <inheritdoc cref="CopyTo(string, Span{float})"/>
    public void CopyTo(string name, Span<long> destination)
    {
        TensorEntry entry = this[name];
        ThrowIfNotBoolean(entry);
        Copy(entry, ElementReader.ForInt64(entry.Type), destination);
    }

    /// <summary>Copies an integer tensor, or truth values as 0 and 1; an I64 that does not fit is refused.</summary>
    /// <inheritdoc cref="CopyTo(string, Span{float})"/>
    public void CopyTo(string name, Span<int> destination)
    {
        TensorEntry entry = this[name];
        ThrowIfNotBoolean(entry);
        ElementReader.Decoder<long>? decode = ElementReader.ForInt64(entry.Type);
        Copy(entry, decode is null ? null : element => Narrow(entry, decode(element)), destination);
    }

    private void Copy<T>(TensorEntry entry, ElementReader.Decoder<T>? decode, Span<T> destination)
    {
        if (decode is null)
        {
            throw Refusal($"Tensor {entry} does not convert to {typeof(T).Name}.");
        }

        if (destination.Length != entry.Count)
        {
            throw new ArgumentException(
                $"Tensor {entry} has {entry.Count} elements, but the destination has room for {destination.Length}.", nameof(destination));
        }

        ReadOnlySpan<byte> bytes = entry.Bytes;
        int size = entry.Type.SizeInBytes();
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = decode(bytes.Slice(i * size, size));
        }
    }

    private int Narrow(TensorEntry entry, long value) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw Refusal($"Tensor {entry} holds {value}, which does not fit an Int32.");

    private void ThrowIfNotBoolean(TensorEntry entry)
    {
        if (entry.Type == TensorType.Bool && entry.Bytes.ContainsAnyExceptInRange<byte>(0, 1))
        {
            throw Refusal($"Tensor {entry} holds a byte that is neither 0 nor 1.");
        }
    }
}
