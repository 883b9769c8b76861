using System.Buffers;

namespace Phalanx.Cluster.Contracts;

/// <summary>
/// The pool that payloads and records of episodes come from. Threads take turns with them all the time, and a pool that keeps arrays by thread would make new
/// ones of several megabytes again and again.
/// </summary>
internal static class PayloadMemory
{
    private const int LongestArray = 64 << 20;
    private const int ArraysOfSize = 32;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(LongestArray, ArraysOfSize);

    /// <summary>An array of at least a length.</summary>
    public static byte[] Rent(int length) => Pool.Rent(length);

    /// <summary>Gives one back.</summary>
    public static void Return(byte[] array) => Pool.Return(array);
}
