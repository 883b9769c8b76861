using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>What must be true of a study whatever happened to its machines.</summary>
internal static class SameRuns
{
    /// <summary>Settings, metrics, replay, and every checkpoint that both have; an interrupted run may have others, but the last is the same.</summary>
    public static void Equal(string expected, string actual)
    {
        string[] names = [.. Names(expected), .. Names(actual)];
        string[] both = [.. names.GroupBy(name => name).Where(name => name.Count() == 2).Select(name => name.Key)];
        Assert.All(names.Except(both), name => Assert.True(IsOfCheckpoint(name), $"only one of {expected} and {actual} has {name}"));
        Assert.Contains($"checkpoints/{Last(expected)}/weights.safetensors", both);
        Assert.Equal(Last(expected), Last(actual));
        Assert.Contains("metrics.csv", both);
        Assert.All(both, name => Assert.True(
            File.ReadAllBytes(Path.Combine(expected, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, name))), $"{name} differs in {expected} and {actual}"));
    }

    /// <summary>Epochs of a cell only grow, and nothing is committed but under the latest.</summary>
    public static void NoOldEpochWrote(IEnumerable<JournalEntry> journal)
    {
        Dictionary<string, long> latest = [];
        foreach (JournalEntry entry in journal.Where(entry => entry.Cell is not null))
        {
            if (entry.Kind == JournalKind.Granted)
            {
                Assert.True(entry.Epoch > latest.GetValueOrDefault(entry.Cell!));
                latest[entry.Cell!] = entry.Epoch;
            }
            else if (entry.Kind is JournalKind.Committed or JournalKind.Ended)
            {
                Assert.Equal(latest[entry.Cell!], entry.Epoch);
            }
        }
    }

    private static IEnumerable<string> Names(string run) => Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(run, path))
        .Where(name => name is "settings.yaml" or "metrics.csv" || IsOfCheckpoint(name) || name.StartsWith("replay", StringComparison.Ordinal));

    private static bool IsOfCheckpoint(string name) => name.StartsWith("checkpoints", StringComparison.Ordinal);

    private static long Last(string run) =>
        Directory.EnumerateDirectories(Path.Combine(run, "checkpoints")).Max(path => long.Parse(Path.GetFileName(path), System.Globalization.CultureInfo.InvariantCulture));
}
