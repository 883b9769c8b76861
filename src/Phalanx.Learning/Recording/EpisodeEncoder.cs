using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Recording;

/// <summary>The bytes of an episode: its sections in the order of their tags, deflated together.</summary>
internal sealed class EpisodeEncoder(RecordHeader header, EpisodeContent episode)
{
    private readonly SectionWriter _sections = new();

    private int Steps => episode.Rewards.Count;

    /// <summary>The payload of the episode's record.</summary>
    /// <exception cref="UserErrorException">It is larger than a record can be.</exception>
    public byte[] Encode()
    {
        Require(Steps is > 0 and <= RecordLimits.Steps, $"it has {Steps} steps; a record holds 1 to {RecordLimits.Steps}");
        Add(SectionTag.About, AddAbout);
        if (episode.Frames is { } frames)
        {
            AddBytes(SectionTag.Cast, frames.CastJson, RecordLimits.Json);
            AddBytes(SectionTag.Frames, frames.Frames);
        }

        if (episode.Actions.Count > 0 || episode.ContinuousActions.Count > 0)
        {
            Add(SectionTag.Actions, AddActions);
        }

        AddBytes(SectionTag.Available, Packed(episode.Available, Steps, header.Agents * header.Actions));
        if (episode.Values.Count > 0)
        {
            Add(SectionTag.Values, AddValues);
        }

        if (episode.Joint.Count > 0)
        {
            Add(SectionTag.Joint, section => AddSingles(section, [.. episode.Joint.SelectMany(values => values)], (long)header.Joint.Count * Steps));
        }

        Add(SectionTag.Rewards, section => AddSingles(section, episode.Rewards, Steps));
        if (episode.Observations.Count > 0)
        {
            RequireCount(episode.Observations.Count, (long)Steps * header.Agents * header.Observation, "observations");
            Add(SectionTag.Observations, section => ObservationCodes.Write(section, [.. episode.Observations], header.Observation));
        }

        AddBytes(SectionTag.Seen, Packed(episode.Seen, Steps + 1, header.Agents * header.Entities));
        AddBytes(SectionTag.Events, episode.Frames?.Events);
        return Deflated();
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new UserErrorException($"the episode cannot be recorded: {problem}");
        }
    }

    private static void RequireCount(long count, long expected, string what)
    {
        if (count != expected)
        {
            throw new ArgumentException($"There are {count} {what}; by the header there must be {expected}.");
        }
    }

    private static void AddSingles(SectionWriter section, IReadOnlyList<float> values, long expected)
    {
        RequireCount(values.Count, expected, "numbers");
        foreach (float value in values)
        {
            section.Single(value);
        }
    }

    /// <summary>Flags as bits, each row from a byte of its own on; nothing where there are none.</summary>
    private static byte[] Packed(IReadOnlyList<bool> flags, int rows, int width)
    {
        if (flags.Count == 0)
        {
            return [];
        }

        RequireCount(flags.Count, (long)rows * width, "flags");
        bool[] all = [.. flags];
        int bytes = (width + 7) / 8;
        byte[] packed = new byte[checked(rows * bytes)];
        for (int row = 0; row < rows; row++)
        {
            BitPacking.Pack(all.AsSpan(row * width, width), packed.AsSpan(row * bytes, bytes));
        }

        return packed;
    }

    private void Add(SectionTag tag, Action<SectionWriter> write)
    {
        var section = new SectionWriter();
        write(section);
        AddBytes(tag, section.Written);
    }

    /// <summary>Adds a section; an empty one is left out.</summary>
    private void AddBytes(SectionTag tag, ReadOnlySpan<byte> content, int most = RecordLimits.Inflated)
    {
        if (content.IsEmpty)
        {
            return;
        }

        Require(
            content.Length <= most && (long)_sections.Length + content.Length + sizeof(uint) + 1 <= RecordLimits.Inflated,
            $"what there is of it does not fit into {RecordLimits.Inflated >> 20} MiB");
        _sections.Byte((byte)tag);
        _sections.UInt32((uint)content.Length);
        _sections.Bytes(content);
    }

    private void AddAbout(SectionWriter section)
    {
        RequireCount(episode.Statistics.Count, header.Statistics.Count, "statistics");
        var about = new EpisodeAbout
        {
            Number = episode.Number,
            Seed = episode.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Steps = Steps,
            Return = episode.Return,
            End = episode.End,
            Statistics = episode.Statistics,
        };
        section.Bytes(JsonSerializer.SerializeToUtf8Bytes(about, RecordJson.Default.EpisodeAbout));
    }

    private void AddActions(SectionWriter section)
    {
        long rows = (long)Steps * header.Agents;
        if (header.Dimensions > 0)
        {
            AddSingles(section, episode.ContinuousActions, rows * header.Dimensions);
            return;
        }

        RequireCount(episode.Actions.Count, rows, "actions");
        foreach (int action in episode.Actions)
        {
            section.Byte((byte)action);
            if (header.Actions > byte.MaxValue + 1)
            {
                section.Byte((byte)(action >> 8));
            }
        }
    }

    private void AddValues(SectionWriter section)
    {
        int width = header.OutputsPerAgent;
        int rows = checked(Steps * header.Agents);
        RequireCount(episode.Values.Count, (long)rows * width, "outputs");
        if (header.Dimensions > 0)
        {
            ValueCodes.Write(section, [.. episode.Values], groups: []);
            return;
        }

        List<float> available = [];
        int[] groups = new int[rows];
        for (int index = 0; index < episode.Values.Count; index++)
        {
            if (episode.Available[index])
            {
                available.Add(episode.Values[index]);
                groups[index / width]++;
            }
        }

        ValueCodes.Write(section, CollectionsMarshal.AsSpan(available), groups);
    }

    private byte[] Deflated()
    {
        using var payload = new MemoryStream();
        payload.WriteByte(RecordFormat.EpisodeKind);
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)_sections.Length);
        payload.Write(length);
        using (var deflating = new ZLibStream(payload, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflating.Write(_sections.Written);
        }

        Require(payload.Length <= RecordLimits.Framed, $"deflated it has {payload.Length} bytes; a record holds {RecordLimits.Framed}");
        return payload.ToArray();
    }
}
