using Phalanx.Foundation;
using Phalanx.Learning.Recording;

namespace Phalanx.Analysis.Replays;

/// <summary>A record of a page, and which of its episodes the page shows.</summary>
/// <param name="Name">What errors and programs call it, such as its file.</param>
/// <param name="Record">The record. The caller disposes it.</param>
/// <param name="Episodes">The places of the episodes, in the order in which they are shown.</param>
public sealed record ReplayPart(string Name, RecordFile Record, IReadOnlyList<int> Episodes)
{
    /// <summary>How the team is called: its algorithm, or what plays it.</summary>
    public string Player => Record.Header.Algorithm ?? Record.Header.Policy ?? "a team";

    /// <summary>The record with these episodes alone, in the bytes that they have in the whole one.</summary>
    internal byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var writer = new RecordFileWriter(bytes, Record.Header))
        {
            foreach (int episode in Episodes)
            {
                writer.Add(Record, episode);
            }

            writer.Complete();
        }

        return bytes.ToArray();
    }

    /// <summary>Chooses episodes of a record, or of two whose episodes have equal seeds.</summary>
    /// <param name="records">One record, or two; each with its name.</param>
    /// <param name="most">How many episodes to take at most; null for all.</param>
    /// <param name="won">Whether to take those alone that the team won, or lost; null for all. Of two records the first decides.</param>
    /// <exception cref="UserErrorException">There is no such episode, or two records cannot be shown side by side.</exception>
    public static IReadOnlyList<ReplayPart> Choose(IReadOnlyList<(string Name, RecordFile Record)> records, int? most, bool? won)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count is < 1 or > 2)
        {
            throw new UserErrorException($"a page shows one record, or two side by side; there are {records.Count}");
        }

        (string name, RecordFile first) = records[0];
        int[] chosen = [.. Enumerable.Range(0, first.Episodes.Count).Where(episode => won is null || first.Episodes[episode].Won == won)];
        if (chosen.Length == 0)
        {
            throw new UserErrorException(won is { } outcome && first.Episodes.Count > 0
                ? $"'{name}' has {first.Episodes.Count} episodes, and none that the team {(outcome ? "won" : "lost")}"
                : $"'{name}' has no episode");
        }

        int taken = Math.Max(0, most ?? int.MaxValue);
        if (records.Count == 1)
        {
            return [new ReplayPart(name, first, [.. chosen.Take(taken)])];
        }

        (string otherName, RecordFile other) = records[1];
        ThrowIfOthers(name, first.Header, otherName, other.Header);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int episode = 0; episode < other.Episodes.Count; episode++)
        {
            places.TryAdd(other.Episodes[episode].Seed, episode);
        }

        int[] both = [.. chosen.Where(episode => places.ContainsKey(first.Episodes[episode].Seed)).Take(taken)];
        return both.Length > 0
            ? [new ReplayPart(name, first, both), new ReplayPart(otherName, other, [.. both.Select(episode => places[first.Episodes[episode].Seed])])]
            : throw new UserErrorException($"'{name}' and '{otherName}' have no episode with the same seed; record both with one --seed");
    }

    /// <summary>Refuses records of different environments.</summary>
    private static void ThrowIfOthers(string name, RecordHeader header, string otherName, RecordHeader other)
    {
        ThrowIfDiffer("the environment", header.Environment, other.Environment);
        foreach (string path in header.Settings.Keys.Union(other.Settings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            ThrowIfDiffer(path, header.Settings.GetValueOrDefault(path, "not set"), other.Settings.GetValueOrDefault(path, "not set"));
        }

        ThrowIfDiffer("the number of agents", $"{header.Agents}", $"{other.Agents}");
        ThrowIfDiffer("the number of actions", $"{header.Actions} and {header.Low.Count}", $"{other.Actions} and {other.Low.Count}");

        void ThrowIfDiffer(string what, string value, string otherValue)
        {
            if (value != otherValue)
            {
                throw new UserErrorException(
                    $"'{name}' and '{otherName}' differ in {what}: '{value}' and '{otherValue}'; side by side the environment must be the same");
            }
        }
    }
}
