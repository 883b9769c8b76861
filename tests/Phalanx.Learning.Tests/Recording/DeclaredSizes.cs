using System.Buffers.Binary;
using System.IO.Compression;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Learning.Tests.Recording;

/// <summary>What a record says of its sizes, as far as a reader may believe it.</summary>
/// <param name="File">The bytes of the file.</param>
/// <param name="Inflated">What its episodes inflate to.</param>
/// <param name="Json">All JSON: of the header, of the index, and of what describes episodes and their casts.</param>
internal sealed record DeclaredSizes(long File, long Inflated, long Json)
{
    /// <summary>What a byte of JSON may be in memory: an item of forty bytes is an object, its state in a frame, and a place in a list that grows.</summary>
    private const int MemoryOfJson = 8;

    /// <summary>What is there for every record: the reader of JSON, the buffers of zlib.</summary>
    private const long Always = 1 << 20;

    /// <summary>
    /// The most bytes that opening the record or reading one of its episodes may allocate. Opening it to salvage reads all episodes, one after the other, so
    /// that what is in memory at any time is less.
    /// </summary>
    public long MostMemory => (2 * (File + Inflated + (MemoryOfJson * Json))) + Always;

    /// <summary>Reads the sizes off the bytes of a record.</summary>
    public static DeclaredSizes Of(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes) { Position = Math.Min(bytes.Length, RecordFormat.PreambleLength) };
        var sizes = new DeclaredSizes(bytes.Length, 0, 0);
        while (RecordFraming.Read(stream, RecordLimits.Framed, out byte[] payload) == RecordState.Whole)
        {
            (long inflated, long json) = payload is [RecordFormat.EpisodeKind, _, _, _, _, ..] ? OfEpisode(payload) : (0, payload.Length);
            sizes = sizes with { Inflated = sizes.Inflated + inflated, Json = sizes.Json + json };
        }

        return sizes;
    }

    private static (long Inflated, long Json) OfEpisode(byte[] payload)
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(payload.AsSpan(1));
        if (length > RecordLimits.Inflated || length > ((long)RecordLimits.MostInflation * payload.Length) + RecordLimits.InflationSlack)
        {
            return (0, 0);
        }

        try
        {
            byte[] inflated = new byte[length];
            using var inflating = new ZLibStream(new MemoryStream(payload, 5, payload.Length - 5), CompressionMode.Decompress);
            inflating.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false);
            var sections = new EpisodeSections(inflated);
            return (length, sections[SectionTag.About].Length + sections[SectionTag.Cast].Length);
        }
        catch (InvalidDataException)
        {
            return (length, 0);
        }
    }
}
