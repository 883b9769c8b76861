using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Phalanx.Learning.Recording;

/// <summary>What must be right of an episode before it is read. Lengths are worked out in 64 bits.</summary>
internal static class EpisodeChecks
{
    public static EpisodeAbout About(RecordHeader header, ReadOnlySpan<byte> section)
    {
        EpisodeAbout about = RecordJson.Read(section, RecordJson.Default.EpisodeAbout, RecordLimits.Json, "description");
        if (about.Steps is < 1 or > RecordLimits.Steps)
        {
            throw new InvalidDataException($"it has {about.Steps} steps; 1 to {RecordLimits.Steps} are read");
        }

        if (about.Statistics.Count != header.Statistics.Count)
        {
            throw new InvalidDataException($"it has {about.Statistics.Count} statistics where there are {header.Statistics.Count}");
        }

        ThrowIfNoSeed(about.Seed);
        return about;
    }

    public static void ThrowIfNoSeed(string seed)
    {
        if (!ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new InvalidDataException("a seed is no number of 64 bits");
        }
    }

    public static int BytesOfAction(RecordHeader header) => header.Actions > byte.MaxValue + 1 ? sizeof(ushort) : sizeof(byte);

    public static void ThrowIfLengthsAreWrong(RecordHeader header, long steps, EpisodeSections sections)
    {
        long rows = steps * header.Agents;
        Require(SectionTag.Actions, header.Dimensions > 0 ? rows * header.Dimensions * sizeof(float) : rows * BytesOfAction(header));
        Require(SectionTag.Available, steps * ((((long)header.Agents * header.Actions) + 7) / 8));
        Require(SectionTag.Joint, header.Joint.Count * steps * sizeof(float));
        Require(SectionTag.Observations, ObservationCodes.LengthOf(header.Observation, rows));
        Require(SectionTag.Seen, (steps + 1) * ((((long)header.Agents * header.Entities) + 7) / 8));
        Require(SectionTag.Rewards, steps * sizeof(float), mustBe: true);
        if (sections.Has(SectionTag.Cast) != sections.Has(SectionTag.Frames))
        {
            throw new InvalidDataException("it has a cast without frames or frames without a cast");
        }

        if (sections.Has(SectionTag.Values) && (header.OutputsPerAgent == 0 || (header.Dimensions == 0 && !sections.Has(SectionTag.Available))))
        {
            throw new InvalidDataException("it has values of no actions");
        }

        void Require(SectionTag tag, long expected, bool mustBe = false)
        {
            long length = sections[tag].Length;
            if (length != expected && (length > 0 || mustBe))
            {
                throw new InvalidDataException($"its section {(int)tag} has {length} bytes; it must have {expected}");
            }
        }
    }

    public static void ThrowIfActionsAreWrong(RecordHeader header, ReadOnlySpan<byte> actions)
    {
        int bytes = BytesOfAction(header);
        for (; header.Actions > 0 && !actions.IsEmpty; actions = actions[bytes..])
        {
            int action = bytes == 1 ? actions[0] : BinaryPrimitives.ReadUInt16LittleEndian(actions);
            if (action >= header.Actions)
            {
                throw new InvalidDataException($"an agent takes action {action} of {header.Actions}");
            }
        }
    }

    public static EpisodeCast Cast(RecordHeader header, ReadOnlySpan<byte> section)
    {
        EpisodeCast cast = RecordJson.Read(section, RecordJson.Default.EpisodeCast, RecordLimits.Json, "cast");
        RecordedBoard board = cast.Board;
        if (!(IsPositive(board.Width) && IsPositive(board.Height) && IsPositive(board.Grain)))
        {
            throw new InvalidDataException("its board has no size");
        }

        if (cast.Items.Any(item => item?.Bars.All(bar => bar is not null) != true))
        {
            throw new InvalidDataException("its cast has nothing where an item or a bar must be");
        }

        RequireAtMost(cast.Items.Count, RecordLimits.Items, "items");
        RequireAtMost(cast.EventKinds.Count, RecordLimits.EventKinds, "kinds of events");
        ThrowIfStringsAreWrong(cast);
        foreach (CastItem item in cast.Items)
        {
            RequireAtMost(item.Bars.Count, RecordLimits.Bars, "bars of an item");
            if ((uint)item.Label >= (uint)cast.Strings.Count
                || (item.Agent is { } agent && (uint)agent >= (uint)header.Agents)
                || (item.Entity is { } entity && (uint)entity >= (uint)header.Entities)
                || !float.IsFinite(item.Size))
            {
                throw new InvalidDataException("an item of its cast has a label, agent, entity or size that there is not");
            }
        }

        return cast;
    }

    public static List<RecordedEvent> Events(ReadOnlySpan<byte> section, EpisodeCast cast, int steps)
    {
        List<RecordedEvent> events = [];
        if (section.IsEmpty)
        {
            return events;
        }

        var reader = new SectionReader(section, "events");
        int last = 0;
        for (int left = reader.Below(RecordLimits.Events + 1, "a count"); left > 0; left--)
        {
            int step = reader.Below((long)steps + 1, "a step");
            int kind = reader.Byte();
            int actor = reader.Below((long)cast.Items.Count + 1, "an actor");
            int target = reader.Below((long)cast.Items.Count + 1, "a target");
            double amount = reader.SignedVarint() / FrameState.Fine;
            if (kind >= cast.EventKinds.Count || step < last)
            {
                throw reader.Wrong("a kind that is unknown, or steps that do not ascend");
            }

            events.Add(new RecordedEvent(step, cast.EventKinds[kind], actor == 0 ? null : actor - 1, target == 0 ? null : target - 1, amount));
            last = step;
        }

        reader.ThrowIfMore();
        return events;
    }

    /// <summary>How many of the flags of a row are set; bits beyond the row must not be.</summary>
    public static int CountOfFlags(ReadOnlySpan<byte> row, int width)
    {
        int count = 0;
        foreach (byte eight in row)
        {
            count += BitOperations.PopCount(eight);
        }

        return width % 8 == 0 || row[^1] >> (width % 8) == 0 ? count : throw new InvalidDataException("bits are set beyond the actions of a step");
    }

    public static void RequireAtMost(long count, long most, string what)
    {
        if (count > most)
        {
            throw new InvalidDataException($"it has {count} {what}; at most {most} are read");
        }
    }

    /// <summary>Refuses strings that are too long, each or together.</summary>
    public static void RequireStrings(IEnumerable<string> strings)
    {
        long all = 0;
        foreach (string text in strings)
        {
            long bytes = text is null ? throw new InvalidDataException("a string is missing") : Encoding.UTF8.GetByteCount(text);
            RequireAtMost(bytes, RecordLimits.String, "bytes in a string");
            all += bytes;
        }

        RequireAtMost(all, RecordLimits.Strings, "bytes in all strings");
    }

    private static void ThrowIfStringsAreWrong(EpisodeCast cast)
    {
        if (cast.Strings is not ["", ..])
        {
            throw new InvalidDataException("the first of its strings is not empty");
        }

        RequireStrings(cast.Strings);
        RequireStrings(cast.EventKinds);
        foreach (CastItem item in cast.Items)
        {
            RequireStrings([item.Kind, .. item.Bars.Select(bar => bar.Name)]);
        }
    }

    private static bool IsPositive(double value) => double.IsFinite(value) && value > 0;
}
