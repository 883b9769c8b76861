using System.Numerics;
using System.Runtime.InteropServices;

namespace Phalanx.Numerics.Safetensors;

/// <summary>Tensors of either precision in and out of files, bit for bit.</summary>
public static class TensorFiles
{
    /// <summary>Adds a tensor in its own precision.</summary>
    /// <exception cref="ArgumentException">The name is taken, reserved or not valid Unicode.</exception>
    public static SafetensorsWriter Add<T>(this SafetensorsWriter writer, string name, Tensor<T> tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<int> axes = stackalloc int[Shape.MaxRank];
        tensor.Shape.CopyTo(axes);
        ReadOnlySpan<int> shape = axes[..tensor.Shape.Rank];
        return typeof(T) == typeof(float)
            ? writer.Add(name, shape, MemoryMarshal.Cast<T, float>(tensor.Span))
            : writer.Add(name, shape, MemoryMarshal.Cast<T, double>(tensor.Span));
    }

    /// <summary>Copies a tensor of the same shape, rounding where the file's precision is the higher one.</summary>
    /// <exception cref="InvalidDataException">There is no such tensor, its shape is another one, or its type does not convert.</exception>
    public static void CopyTo<T>(this SafetensorsFile file, string name, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorEntry entry = file[name];
        Span<int> axes = stackalloc int[Shape.MaxRank];
        destination.Shape.CopyTo(axes);

        // Not as a Shape: a file may hold one that no tensor here can have.
        if (!entry.Shape.SequenceEqual(axes[..destination.Shape.Rank]))
        {
            throw new InvalidDataException($"Tensor {entry} does not have the shape {destination.Shape} that is needed.");
        }

        if (typeof(T) == typeof(float))
        {
            file.CopyTo(name, MemoryMarshal.Cast<T, float>(destination.Span));
        }
        else
        {
            file.CopyTo(name, MemoryMarshal.Cast<T, double>(destination.Span));
        }
    }
}
