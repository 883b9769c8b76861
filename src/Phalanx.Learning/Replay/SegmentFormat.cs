using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// The bytes of a segment. It begins with a header that says what is stored; then comes record after record, one an episode, see
/// <see cref="EpisodeRecord"/>. All numbers are little-endian, and checksums are CRC-32C.
/// </summary>
/// <remarks>
/// <code>
/// header    "PHXEPISO"   8 bytes
///           version      uint32, 1
///           length       uint32, of the layout's description
///           layout       UTF-8, see <see cref="EpisodeRecord.Description"/>
///           checksum     uint32, of all before it
/// </code>
/// </remarks>
internal static class SegmentFormat
{
    public const int Version = 1;

    private const string NamePrefix = "episodes-";
    private const string NameSuffix = ".bin";

    /// <summary>The files of a folder that may be segments.</summary>
    public const string NamePattern = NamePrefix + "*" + NameSuffix;

    public static ReadOnlySpan<byte> Magic => "PHXEPISO"u8;

    /// <summary>The name of the segment that begins with an episode.</summary>
    public static string NameOf(long firstEpisode) =>
        string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{firstEpisode:D12}{NameSuffix}");

    /// <summary>The first episode of the segment with a name; null when it is not the name of a segment.</summary>
    public static long? FirstEpisodeOf(string? name) =>
        name is not null
        && name.StartsWith(NamePrefix, StringComparison.Ordinal)
        && name.EndsWith(NameSuffix, StringComparison.Ordinal)
        && name.Length > NamePrefix.Length + NameSuffix.Length
        && long.TryParse(
            name.AsSpan()[NamePrefix.Length..^NameSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long first)
            ? first
            : null;

    /// <summary>The header of every segment of a layout.</summary>
    public static byte[] Header(SlotFormat format)
    {
        byte[] layout = Encoding.UTF8.GetBytes(new EpisodeRecord(format).Description);
        byte[] header = new byte[Magic.Length + sizeof(int) + sizeof(int) + layout.Length + EpisodeRecord.ChecksumBytes];
        Span<byte> rest = header;
        Magic.CopyTo(rest);
        rest = rest[Magic.Length..];
        BinaryPrimitives.WriteInt32LittleEndian(rest, Version);
        BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(int)..], layout.Length);
        layout.CopyTo(rest[(2 * sizeof(int))..]);
        Checksum checksum = default;
        checksum.Add(header.AsSpan()[..^EpisodeRecord.ChecksumBytes]);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan()[^EpisodeRecord.ChecksumBytes..], checksum.Value);
        return header;
    }
}
