using System.Runtime.InteropServices;
using Phalanx.Learning.Policies;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// The acting weights as they are given out, one version after the other. Their memory is used again some versions later, and an answer may still be on its
/// way to the wire then: the checksum that goes with every version tells.
/// </summary>
internal sealed class WeightsShelf
{
    private const int Kept = 4;

    private readonly byte[][] _blocks = new byte[Kept][];
    private long _learned = -1;

    /// <summary>The version that is played with, counted from 1.</summary>
    public long Version { get; private set; }

    /// <summary>Its checksum.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => Version == 0 ? default : _blocks[Version % Kept];

    /// <summary>Puts weights there, as a new version if they have changed.</summary>
    public void Put(ActingWeights weights)
    {
        if (Version > 0 && weights.Version == _learned)
        {
            return;
        }

        _learned = weights.Version;
        ref byte[] block = ref _blocks[(Version + 1) % Kept];
        block ??= new byte[weights.Count * sizeof(float)];
        weights.CopyTo(MemoryMarshal.Cast<byte, float>(block.AsSpan()));
        Checksum = Foundation.Checksum.Of(block);
        Version++;
    }
}
