using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Replay;

/// <summary>
/// The bytes of a segment. It begins with a header that says what is stored; then comes record after record, one an episode. All numbers
/// are little-endian, checksums are CRC-32C, and fields are stored as they are in memory, so nothing is rounded a second time.
/// </summary>
/// <remarks>
/// <code>
/// header    "PHXEPISO"   8 bytes
///           version      uint32, 1
///           length       uint32, of the layout's description
///           layout       UTF-8, see <see cref="Describe"/>
///           checksum     uint32, of all before it
/// record    length       uint32, of the whole record
///           number       int64, counted through the run from 0
///           steps        int32, L
///           terminated   int32, 1 or 0
///           fields       in the layout's order, one after the other: L + 1 rows of what is seen, L rows of what belongs to a step;
///                        flags in whole bytes per row, lowest bit first
///           checksum     uint32, of all of the record before it
/// </code>
/// </remarks>
internal static class SegmentFormat
{
    public const int Version = 1;

    /// <summary>The bytes of a record before its fields.</summary>
    public const int PrefixBytes = sizeof(uint) + sizeof(long) + sizeof(int) + sizeof(int);

    public const int ChecksumBytes = sizeof(uint);

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

    /// <summary>How many bytes the record of an episode takes.</summary>
    public static long RecordBytes(SlotFormat format, int steps)
    {
        long bytes = PrefixBytes + ChecksumBytes;
        foreach (StoredField field in format.Fields)
        {
            bytes += (long)field.Stride * field.Field.SlotsIn(steps);
        }

        return bytes;
    }

    /// <summary>The header of every segment of a layout.</summary>
    public static byte[] Header(SlotFormat format)
    {
        byte[] layout = Encoding.UTF8.GetBytes(Describe(format));
        byte[] header = new byte[Magic.Length + sizeof(int) + sizeof(int) + layout.Length + ChecksumBytes];
        Span<byte> rest = header;
        Magic.CopyTo(rest);
        rest = rest[Magic.Length..];
        BinaryPrimitives.WriteInt32LittleEndian(rest, Version);
        BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(int)..], layout.Length);
        layout.CopyTo(rest[(2 * sizeof(int))..]);
        Checksum checksum = default;
        checksum.Add(header.AsSpan()[..^ChecksumBytes]);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan()[^ChecksumBytes..], checksum.Value);
        return header;
    }

    /// <summary>What is stored, field by field: two layouts with one description have the same records.</summary>
    public static string Describe(SlotFormat format)
    {
        EpisodeLayout layout = format.Layout;
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"agents {layout.Agents}, limit {layout.EpisodeLimit}, actions {layout.Actions}, entities {layout.Entities?.Count ?? 0}");
        foreach (StoredField field in format.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $", {field.Name} {field.Width} {field.Encoding}");
        }

        return text.ToString();
    }
}
