using System.Buffers.Binary;

namespace Phalanx.Numerics.Safetensors;

/// <content>Adding tensors. An array's elements are stored in their own type unless a floating type is asked for by name.</content>
public sealed partial class SafetensorsWriter
{
    /// <summary>Adds a tensor of singles.</summary>
    /// <param name="name">Its name, new to this file.</param>
    /// <param name="shape">The dimensions, outermost first; empty for a scalar.</param>
    /// <param name="values">The elements, row-major, as many as the shape says.</param>
    /// <param name="storedAs">
    /// The stored type, a floating one. F16 and BF16 round to the nearest, ties to even; what exceeds their range becomes infinite.
    /// </param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">
    /// The name is taken, reserved or not valid Unicode, the shape does not fit the values, or the stored type is not a floating one.
    /// </exception>
    public SafetensorsWriter Add(
        string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values, TensorType storedAs = TensorType.F32) =>
        Add(name, shape, values, storedAs, ElementWriter.FromSingle(storedAs));

    /// <summary>Adds a tensor of doubles.</summary>
    /// <param name="name">Its name, new to this file.</param>
    /// <param name="shape">The dimensions, outermost first; empty for a scalar.</param>
    /// <param name="values">The elements, row-major, as many as the shape says.</param>
    /// <param name="storedAs">
    /// The stored type, a floating one. The narrower ones round to the nearest, ties to even; what exceeds their range becomes infinite.
    /// </param>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float}, TensorType)"/>
    public SafetensorsWriter Add(
        string name, ReadOnlySpan<int> shape, ReadOnlySpan<double> values, TensorType storedAs = TensorType.F64) =>
        Add(name, shape, values, storedAs, ElementWriter.FromDouble(storedAs));

    /// <summary>Adds a tensor of 64-bit integers.</summary>
    /// <param name="name">Its name, new to this file.</param>
    /// <param name="shape">The dimensions, outermost first; empty for a scalar.</param>
    /// <param name="values">The elements, row-major, as many as the shape says.</param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">
    /// The name is taken, reserved or not valid Unicode, or the shape does not fit the values.
    /// </exception>
    public SafetensorsWriter Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) =>
        Add(name, shape, values, TensorType.I64, BinaryPrimitives.WriteInt64LittleEndian);

    /// <summary>Adds a tensor of 32-bit integers.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{long})"/>
    public SafetensorsWriter Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<int> values) =>
        Add(name, shape, values, TensorType.I32, BinaryPrimitives.WriteInt32LittleEndian);

    /// <summary>Adds a tensor of bytes.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{long})"/>
    public SafetensorsWriter Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<byte> values) =>
        Add(name, shape, values, TensorType.U8, static (element, value) => element[0] = value);

    /// <summary>Adds a tensor of truth values.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{long})"/>
    public SafetensorsWriter Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<bool> values) =>
        Add(name, shape, values, TensorType.Bool, static (element, value) => element[0] = value ? (byte)1 : (byte)0);

    private SafetensorsWriter Add<T>(
        string name, ReadOnlySpan<int> shape, ReadOnlySpan<T> values, TensorType storedAs, ElementWriter.Encoder<T>? encode)
    {
        CheckName(name);
        if (encode is null)
        {
            throw new ArgumentException(
                $"Tensor {Wording.Quote(name)} holds {typeof(T).Name} values, which cannot be stored as {storedAs}.", nameof(storedAs));
        }

        long length = (long)values.Length * storedAs.SizeInBytes();
        if (shape.ContainsAnyInRange(int.MinValue, -1) || Layout.ByteLength(shape, storedAs) != length)
        {
            throw new ArgumentException(
                $"Tensor {Wording.Quote(name)} has the shape [{string.Join(", ", shape.ToArray())}] but {values.Length} values.",
                nameof(shape));
        }

        int size = storedAs.SizeInBytes();
        byte[] bytes = new byte[length];
        for (int i = 0; i < values.Length; i++)
        {
            encode(bytes.AsSpan(i * size, size), values[i]);
        }

        _tensors.Add(name, new Tensor(storedAs, shape.ToArray(), bytes));
        return this;
    }
}
