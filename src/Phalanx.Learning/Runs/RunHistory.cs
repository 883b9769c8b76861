using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Numerics.Probing;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The processes that trained a run, the first one first: the content of <c>machine.json</c>. It is no part of a checkpoint, because
/// equal runs have equal checkpoints, and no comparison of runs looks at it.
/// </summary>
/// <param name="Attempts">One for the start, and one for each time the run was resumed.</param>
public sealed record RunHistory(IReadOnlyList<RunAttempt> Attempts)
{
    /// <summary>How long all of them trained together.</summary>
    internal double WallSeconds => Attempts.Sum(attempt => attempt.WallSeconds);

    /// <summary>
    /// Whether the run has results of more than one <see cref="BitClass"/>, as far as they are known, or was resumed without some of its episodes.
    /// </summary>
    internal bool HasOtherBits
    {
        get
        {
            // The latest process counts even where it trained nothing: the closing test is its own.
            RunAttempt latest = Attempts[^1];
            RunAttempt[] attempts = [.. AttemptsUpTo(latest.TEnv).Append(latest)];
            return attempts.Any(attempt => attempt.MissingEpisodes > 0)
                || attempts.Select(attempt => attempt.Bits).OfType<BitClass>().Distinct().Count() > 1;
        }
    }

    /// <summary>Reads the history of a run; one without the file has no attempts.</summary>
    /// <exception cref="UserErrorException">The file is damaged.</exception>
    public static RunHistory Read(string path)
    {
        if (!File.Exists(path))
        {
            return new RunHistory([]);
        }

        try
        {
            using FileStream stream = SharedReading.Open(path);
            RunHistory? history = JsonSerializer.Deserialize(stream, OriginJson.Default.RunHistory);
            return history is not null && history.Attempts.All(IsPossible) ? history : throw new JsonException();
        }
        catch (JsonException failure)
        {
            throw new UserErrorException(
                $"'{path}' is damaged: {JsonDamage.Describe(failure)}; delete it to continue with an unknown beginning", failure);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{path}'", failure);
        }
    }

    /// <summary>Refuses to continue a run in a process that computes other bits than the one that the last checkpoint is from.</summary>
    /// <param name="run">The run.</param>
    /// <param name="allowed">Whether other bits are what the user asked for.</param>
    /// <exception cref="UserErrorException">The bits would differ and that is not allowed, or the history is damaged.</exception>
    internal static void ThrowIfOtherBits(RunDirectory run, bool allowed)
    {
        RunHistory history = Read(run.MachinePath);
        long last = run.Checkpoints.Available is [.., long tEnv] ? tEnv : 0;
        RunAttempt? before = history.AttemptsUpTo(last).FirstOrDefault();
        BitClass current = BitClass.Current;
        if (!allowed && before?.Bits is { } bits && bits != current)
        {
            throw new UserErrorException(
                $"the run '{run.Path}' was {(before.TEnv == 0 ? "begun" : "continued")} with {bits.DifferenceFrom(current)}, "
                + $"and this process uses {current.DifferenceFrom(bits)}; add --other-bits to continue with other last digits");
        }

        if (!allowed && before?.Probe is { } probe && NumericProbe.Known is { } own && own != probe)
        {
            throw new UserErrorException(
                $"the run '{run.Path}' was trained where the numeric probe is {probe}, and here it is {own}; add --other-bits to continue with other last digits");
        }
    }

    /// <summary>Adds this process to the history of a run.</summary>
    /// <param name="run">The run, opened to write.</param>
    /// <param name="tEnv">The environment steps that are collected already.</param>
    /// <param name="missingEpisodes">How many replayed episodes the checkpoint is without that this process goes on from.</param>
    /// <exception cref="UserErrorException">The history is damaged or cannot be written.</exception>
    internal static RunHistory Begin(RunDirectory run, long tEnv, long missingEpisodes = 0)
    {
        IReadOnlyList<RunAttempt> before = Read(run.MachinePath).Attempts;
        if (before.Count == 0 && tEnv > 0)
        {
            before = [RunAttempt.Unknown];
        }

        var history = new RunHistory([.. before, RunAttempt.Beginning(tEnv) with { MissingEpisodes = missingEpisodes }]);
        history.Write(run.MachinePath);
        return history;
    }

    /// <summary>The same, with the time that the latest process has trained so far.</summary>
    internal RunHistory WithElapsed(TimeSpan elapsed) =>
        new([.. Attempts.SkipLast(1), Attempts[^1] with { WallSeconds = elapsed.TotalSeconds }]);

    /// <summary>Writes the file, or replaces it.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    internal void Write(string path) => AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, OriginJson.Default.RunHistory) + "\n");

    private static bool IsPossible(RunAttempt? attempt) =>
        attempt is { TEnv: >= 0, MissingEpisodes: >= 0, WallSeconds: >= 0 and < double.PositiveInfinity };

    /// <summary>
    /// The processes whose work is in a checkpoint, the latest first. A process that resumed from an earlier checkpoint
    /// replaced the work after that checkpoint.
    /// </summary>
    internal IEnumerable<RunAttempt> AttemptsUpTo(long tEnv)
    {
        for (int i = Attempts.Count - 1; i >= 0; i--)
        {
            if (Attempts[i].TEnv < tEnv)
            {
                yield return Attempts[i];
                tEnv = Attempts[i].TEnv;
            }
        }
    }
}
