namespace Phalanx.Learning.Recording;

/// <summary>What must be right of a header.</summary>
internal static class HeaderChecks
{
    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or beyond the limits.</exception>
    public static RecordHeader Read(ReadOnlySpan<byte> json)
    {
        RecordHeader header = RecordJson.Read(json, RecordJson.Default.RecordHeader, RecordLimits.Header, "header");
        ThrowIfWrong(header);
        return header;
    }

    /// <summary>Refuses a header that readers would refuse.</summary>
    /// <exception cref="InvalidDataException">It is wrong.</exception>
    public static void ThrowIfWrong(RecordHeader header)
    {
        Require(header.Agents, 1, RecordLimits.Agents, "agents");
        Require(header.Actions, 0, RecordLimits.Actions, "actions");
        Require(header.Low.Count, 0, RecordLimits.Dimensions, "dimensions");
        Require(header.Joint.Count, 0, RecordLimits.Joint, "joint values");
        Require(header.Statistics.Count, 0, RecordLimits.Statistics, "statistics");
        Require(header.Observation, 0, RecordLimits.Observation, "numbers in an observation");
        Require(header.Entities, 0, RecordLimits.Entities, "entities");
        Require(header.EpisodeLimit, 1, int.MaxValue, "steps at most");
        Require(header.Payoffs?.Count ?? 0, 0, RecordLimits.PayoffCells, "payoffs");
        if ((header.Actions > 0) == (header.Low.Count > 0) || header.Low.Count != header.High.Count)
        {
            throw new InvalidDataException("its header has both kinds of actions or none");
        }

        if (header.ActionNames.Count != 0 && header.ActionNames.Count != header.Actions)
        {
            throw new InvalidDataException($"its header has {header.ActionNames.Count} names for {header.Actions} actions");
        }

        EpisodeChecks.ThrowIfNoSeed(header.Seed);
        ThrowIfPartsAreWrong(header);
        EpisodeChecks.RequireStrings(
        [
            header.Version, header.Environment, header.Algorithm ?? "", header.Policy ?? "",
            .. header.Settings.Keys, .. header.Settings.Values, .. header.ActionNames, .. header.Joint, .. header.Statistics,
            .. header.ObservationParts.SelectMany(part => (string[])[part.Name, .. part.Features]),
        ]);
    }

    private static void ThrowIfPartsAreWrong(RecordHeader header)
    {
        foreach (RecordedObservationPart part in header.ObservationParts)
        {
            long size = 1;
            foreach (int length in part?.Shape ?? throw new InvalidDataException("its header has nothing where a part of an observation must be"))
            {
                size = length is > 0 and <= RecordLimits.Observation ? size * length : long.MaxValue;
                if (size > RecordLimits.Observation)
                {
                    break;
                }
            }

            if (part.Offset < 0 || part.Offset + size > header.Observation || part.Offset + size < 0)
            {
                throw new InvalidDataException("its header has a part of an observation that lies outside of it");
            }

            if (part.Features.Count > 0 && (part.Shape.Count == 0 || part.Features.Count != part.Shape[^1]))
            {
                throw new InvalidDataException("its header names other numbers of a part of an observation than there are");
            }
        }
    }

    private static void Require(int value, int least, int most, string what)
    {
        if (value < least || value > most)
        {
            throw new InvalidDataException($"its header has {value} {what}; it must be {least} to {most}");
        }
    }
}
