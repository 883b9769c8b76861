using System.Globalization;
using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Ledgers;

/// <summary>
/// What a finished attempt at a cell came to, as far as two honest attempts come to the same bits: the checksums of its settings, its metrics, its last
/// checkpoint and its replayed episodes. Times, machines and earlier checkpoints are left out.
/// </summary>
/// <param name="TEnv">Environment steps.</param>
/// <param name="Sums">Length and checksum of each file.</param>
public sealed record ResultEvidence(long TEnv, IReadOnlyDictionary<string, string> Sums)
{
    private const string Replay = "replay/";

    private static readonly string[] Always = ["settings.yaml", "metrics.csv"];

    /// <summary>That of the files of a run.</summary>
    public static ResultEvidence Of(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        string last = string.Create(CultureInfo.InvariantCulture, $"checkpoints/{manifest.TEnv}/");
        return new ResultEvidence(manifest.TEnv, manifest.Files
            .Where(file => Always.Contains(file.Name) || file.Name.StartsWith(last, StringComparison.Ordinal) || file.Name.StartsWith(Replay, StringComparison.Ordinal))
            .ToDictionary(file => file.Name, file => string.Create(CultureInfo.InvariantCulture, $"{file.Bytes}:{file.Checksum}")));
    }

    /// <summary>
    /// The files that differ. Of segments of episodes only those count that both have: older ones are kept for earlier checkpoints, and an interrupted attempt
    /// has others of those.
    /// </summary>
    public IReadOnlyList<string> DifferencesFrom(ResultEvidence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. Sums.Keys.Union(other.Sums.Keys).Where(Differs).Order(StringComparer.Ordinal)];

        bool Differs(string name) => Sums.TryGetValue(name, out string? own) && other.Sums.TryGetValue(name, out string? its)
            ? own != its
            : !name.StartsWith(Replay, StringComparison.Ordinal);
    }
}

/// <summary>The evidence of an attempt that did not become the cell.</summary>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Worker">Its worker.</param>
/// <param name="Evidence">What it came to.</param>
public sealed record Testimony(long Epoch, string Worker, ResultEvidence Evidence);
