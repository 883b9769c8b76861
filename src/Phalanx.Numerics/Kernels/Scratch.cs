namespace Phalanx.Numerics.Kernels;

/// <summary>
/// Memory that a kernel needs for the time of one call, kept by each thread and grown to the largest use, so that a second
/// identical call allocates nothing. Each purpose has its own: kernels call one another.
/// </summary>
internal static class Scratch<T>
    where T : unmanaged
{
    [ThreadStatic]
    private static AlignedMemory<T>?[]? _memory;

    public static Span<T> Rent(ScratchPurpose purpose, int length)
    {
        AlignedMemory<T>?[] all = _memory ??= new AlignedMemory<T>?[Enum.GetValues<ScratchPurpose>().Length];
        AlignedMemory<T>? memory = all[(int)purpose];
        if (memory is null || memory.Length < length)
        {
            memory = new AlignedMemory<T>(length);
            all[(int)purpose] = memory;
        }

        return memory.Slice(0, length);
    }
}

/// <summary>What a piece of <see cref="Scratch{T}"/> is for.</summary>
internal enum ScratchPurpose
{
    /// <summary>The left operand of a product, packed by row tiles.</summary>
    PackedRows,

    /// <summary>The right operand of a product, packed by column panels.</summary>
    PackedColumns,

    /// <summary>What a recurrent layer projects its inputs to, and the gradients of that, for a chunk of time steps.</summary>
    RecurrentInput,

    /// <summary>What a recurrent layer projects its states to, and the gradients of that, for a chunk of time steps.</summary>
    RecurrentState,

    /// <summary>The gradients of a weight's columns that were looked up, a column a row.</summary>
    LookUpGradients,
}
