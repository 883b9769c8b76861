using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Training;

/// <summary>
/// How much memory the process of a run takes, known before it starts: the replay, which is known exactly, and what else there is, by rules that were measured.
/// docs/reliability.md has the measurements.
/// </summary>
public sealed record MemoryNeed
{
    // The runtime, the library and its compiled code, and what the collector keeps free: measured with runs of a few megabytes.
    private const long ProgramBytes = 72_000_000;

    // Values and gradients of an agent's network for a row (one agent at one slot), as multiples of its hidden width: gates, states and layers, of the online and
    // the target network.
    private const long WidthsOfRow = 24;

    // The same of what joins the agents, for a slot: hypernetworks with an embedding of 32 for every agent.
    private const long WidthsOfMixer = 32 * 6;

    /// <summary>What the replay takes, filled as far as the run fills it.</summary>
    public required long ReplayBytes { get; init; }

    /// <summary>What training steps work in: the arenas, the parameters, their gradients and optimisers.</summary>
    public required long LearnerBytes { get; init; }

    /// <summary>What the episodes take that are being played.</summary>
    public required long RolloutBytes { get; init; }

    /// <summary>What the process takes at most.</summary>
    public long Bytes => ProgramBytes + ReplayBytes + LearnerBytes + RolloutBytes;

    /// <summary>Estimates what a run takes.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="threads">How many threads work.</param>
    /// <param name="length">The steps of an episode in the mean; null for as many as it may have.</param>
    public static MemoryNeed Of(LearningProblem problem, int threads, double? length = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        RunSettings settings = problem.Settings;
        int limit = problem.Spec.EpisodeLimit;
        double steps = length ?? limit;
        var format = new SlotFormat(problem.Layout);
        long episodes = Math.Min(problem.ReplayCapacity, (long)Math.Ceiling(settings.Training.Steps / Math.Max(1, steps)));
        return new MemoryNeed
        {
            ReplayBytes = ReplayMemory.Estimate(problem.Layout, Math.Max(1, (int)episodes)).BytesAt(steps),
            LearnerBytes = Parameters(problem, threads) + (Tapes(problem, threads) * TapeBytes(problem)),
            RolloutBytes = settings.Rollout.Environments * format.BytesPerSlot * (limit + 1),
        };
    }

    /// <summary>Refuses a run that cannot fit.</summary>
    /// <param name="limit">How much memory there is.</param>
    /// <exception cref="UserErrorException">It takes more.</exception>
    public void ThrowIfOver(MemoryLimit limit)
    {
        if (Warning(limit) is { } sentence)
        {
            throw new UserErrorException(sentence);
        }
    }

    /// <summary>The sentence that tells that a run cannot fit; null where it can.</summary>
    /// <param name="limit">How much memory there is.</param>
    public string? Warning(MemoryLimit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        return Bytes <= limit.Bytes ? null : $"the run takes about {ByteCount.InWords(Bytes)} of memory ({Parts}), and {limit}; "
            + "set replay.capacity_episodes to less, or replay.half_precision to true";
    }

    /// <summary>In words, for example <c>memory: about 4.1 GB (replay 3.77 GB, training 0.12 GB, ...)</c>.</summary>
    public override string ToString() => $"memory: about {ByteCount.InWords(Bytes)} ({Parts})";

    private string Parts =>
        $"replay {ByteCount.InWords(ReplayBytes)}, training {ByteCount.InWords(LearnerBytes)}, playing {ByteCount.InWords(RolloutBytes)}, program {ByteCount.InWords(ProgramBytes)}";

    /// <summary>What is learned, its targets, the state of its optimisers, and gradients: their total and one for each worker.</summary>
    private static long Parameters(LearningProblem problem, int threads) => problem.Algorithm.Groups.Sum(group =>
    {
        int kinds = group.Settings.Optimiser == OptimiserKind.Adam ? 2 : 1;
        return sizeof(float) * (((3L + kinds + threads) * group.Online.Count) + (group.Target?.Count ?? 0));
    });

    /// <summary>How many shards are in memory at one time: one for each worker, or the whole batch where a step has several phases.</summary>
    private static long Tapes(LearningProblem problem, int threads)
    {
        IReadOnlyList<Phase<float>> phases = problem.Algorithm.Phases;
        long rows = Math.Max(problem.Settings.Learner.ShardRows, RowsOfEpisode(problem));
        long shards = Math.Max(1, problem.Settings.Learner.BatchEpisodes * RowsOfEpisode(problem) / rows);
        return phases.Count > 1 || phases[0].PerTimeStep ? shards : Math.Min(threads, shards);
    }

    private static long RowsOfEpisode(LearningProblem problem) =>
        (long)problem.Spec.Agents * (problem.Algorithm.Needs.Source == DataSource.Transitions ? 1 : problem.Spec.EpisodeLimit);

    /// <summary>What a shard takes on its tape.</summary>
    private static long TapeBytes(LearningProblem problem)
    {
        EpisodeLayout layout = problem.Layout;
        long agents = layout.Agents;
        long parts = Math.Min(
            problem.Settings.Learner.BatchEpisodes, Math.Max(1, (problem.Settings.Learner.ShardRows + RowsOfEpisode(problem) - 1) / RowsOfEpisode(problem)));
        long slots = parts * ((RowsOfEpisode(problem) / agents) + 1);
        long row = layout.ObservationSize + (WidthsOfRow * problem.Settings.Agent.Hidden) + (8L * (layout.Actions + layout.ActionDimensions));
        long slot = (4L * layout.StateSize) + (WidthsOfMixer * agents) + (layout.Entities is { } entities ? 4L * entities.Count * entities.Width : 0);
        return sizeof(float) * slots * ((agents * row) + slot);
    }
}
