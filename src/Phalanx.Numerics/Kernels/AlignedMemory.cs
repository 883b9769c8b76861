using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// Pinned managed memory that starts on a cache line. Pinned, so that its address and thus its alignment never change; managed, so that
/// spans over it are safe and the garbage collector frees it.
/// </summary>
internal sealed unsafe class AlignedMemory<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    private readonly T[] _array;
    private readonly int _start;

    public AlignedMemory(int length)
    {
        int padding = CacheLine / sizeof(T);
        _array = GC.AllocateArray<T>(checked(length + padding), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _array[0]);
        _start = (int)((CacheLine - (address % CacheLine)) % CacheLine / sizeof(T));
        Length = length;
    }

    public int Length { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    public Span<T> Slice(int start, int length)
    {
        if ((uint)start > (uint)Length || (uint)length > (uint)(Length - start))
        {
            throw new ArgumentOutOfRangeException(nameof(length), "The slice lies outside of the memory.");
        }

        return _array.AsSpan(_start + start, length);
    }
}
