using Phalanx.Foundation;

namespace Phalanx.Learning.Replay;

/// <summary>
/// The checksum of a segment up to a mark: of its header and of the checksums of its records, which stand for all their bytes. So it costs four bytes an
/// episode, and tells the segment from one of another run whose records are as sound.
/// </summary>
/// <param name="before">The checksum so far.</param>
internal sealed class SegmentChecksum(uint before = 0)
{
    private Checksum _sum = Checksum.Continuing(before);

    /// <summary>The checksum so far.</summary>
    public uint Value => _sum.Value;

    /// <summary>Adds the header, or the checksum that a record ends with.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => _sum.Add(bytes);
}
