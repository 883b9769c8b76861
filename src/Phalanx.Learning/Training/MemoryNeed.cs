using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>
/// How much memory the process of a run takes, known before it starts: the replay, which is known exactly, what is learned, which is counted, the values that
/// losses and acting networks compute, which are <see cref="TapeTrial">tried out</see>, and the program, which was measured. docs/reliability.md has the measurements.
/// </summary>
public sealed record MemoryNeed
{
    // The runtime, the library and its compiled code, and what the collector keeps free: measured with runs of a few megabytes.
    private const long ProgramBytes = 72_000_000;

    // Episodes are padded to the longest of their shard, and there are more in a shard the shorter they are. Where nothing is known of their length, they count as
    // so much shorter than their limit there.
    private const double Shorter = 3;

    /// <summary>What the replay takes, filled as far as the run fills it.</summary>
    public required long ReplayBytes { get; init; }

    /// <summary>What training steps work in: the arenas, the parameters, their gradients and optimisers.</summary>
    public required long LearnerBytes { get; init; }

    /// <summary>What the episodes take that are being played.</summary>
    public required long RolloutBytes { get; init; }

    /// <summary>What the process takes at most.</summary>
    public long Bytes => Saturated(ProgramBytes + (double)ReplayBytes + LearnerBytes + RolloutBytes);

    /// <summary>Estimates what a run takes.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="threads">How many threads work.</param>
    /// <param name="length">The steps of an episode in the mean; null for as many as it may have.</param>
    /// <param name="limit">
    /// How much memory there is; by default what this process may take. What is over it by its parameters alone is not made, not even to try it out.
    /// </param>
    public static MemoryNeed Of(LearningProblem problem, int threads, double? length = null, MemoryLimit? limit = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        RunSettings settings = problem.Settings;
        int longest = problem.Spec.EpisodeLimit;
        double steps = length ?? longest;
        long parts = PartsOfShard(problem, Math.Max(1, length ?? longest / Shorter));
        long episodes = Math.Min(problem.ReplayCapacity, (long)Math.Ceiling(settings.Training.Steps / Math.Max(1, steps)));
        var known = new MemoryNeed
        {
            ReplayBytes = ReplayMemory.Estimate(problem.Layout, Math.Max(1, (int)episodes)).BytesAt(steps),
            LearnerBytes = Parameters(problem, threads),
            RolloutBytes = Saturated((double)settings.Rollout.Environments * new SlotFormat(problem.Layout).BytesPerSlot * (longest + 1L)),
        };
        return known.Bytes > (limit ?? MemoryLimit.Current).Bytes ? known : known with
        {
            LearnerBytes = Saturated(known.LearnerBytes + (Tapes(problem, threads, parts) * TapeTrial.BytesOf(problem, parts, longest))),
            RolloutBytes = Saturated(
                known.RolloutBytes
                + TapeTrial.BytesOfActing(problem, settings.Rollout.Environments + (long)Evaluator.EnvironmentsFor(settings.Evaluation.Episodes))),
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
        return Bytes <= limit.Bytes ? null : $"the run takes about {ByteCount.InWords(Bytes)} of memory ({Parts}), and {limit}; set {Remedy}";
    }

    /// <summary>What to set so that the largest part gets smaller.</summary>
    private string Remedy => ReplayBytes >= Math.Max(LearnerBytes, RolloutBytes) ? "replay.capacity_episodes to less, or replay.half_precision to true"
        : LearnerBytes >= RolloutBytes ? "agent.hidden, the widths of algorithm.* or learner.batch_episodes to less"
        : "rollout.environments to less";

    /// <summary>In words, for example <c>memory: about 4.1 GB (replay 3.77 GB, training 0.12 GB, ...)</c>.</summary>
    public override string ToString() => $"memory: about {ByteCount.InWords(Bytes)} ({Parts})";

    private string Parts =>
        $"replay {ByteCount.InWords(ReplayBytes)}, training {ByteCount.InWords(LearnerBytes)}, playing {ByteCount.InWords(RolloutBytes)}, program {ByteCount.InWords(ProgramBytes)}";

    /// <summary>
    /// What is learned, its targets, the state of its optimisers, gradients - their total, and what <see cref="ShardReduction{T}"/> holds for its workers - and the
    /// weights as kernels read them: packed for the passes forward and backward, of targets forward alone.
    /// </summary>
    private static long Parameters(LearningProblem problem, int threads) => Saturated(problem.Algorithm.Groups.Sum(group =>
    {
        int kinds = group.Settings.Optimiser == OptimiserKind.Adam ? 2 : 1;
        double gradients = 1 + ShardReduction<float>.BuffersOf(threads);
        return sizeof(float) * (((3 + kinds + gradients) * group.Online.Count) + (2.0 * (group.Target?.Count ?? 0)));
    }));

    /// <summary>How many shards of so many episodes are in memory at one time: one for each worker, or the whole batch where a step has several phases.</summary>
    private static long Tapes(LearningProblem problem, int threads, long parts)
    {
        IReadOnlyList<Phase<float>> phases = problem.Algorithm.Phases;
        long shards = (problem.Settings.Learner.BatchEpisodes + parts - 1) / parts;
        return phases.Count > 1 || phases[0].PerTimeStep ? shards : Math.Min(threads, shards);
    }

    /// <summary>How many episodes of a length, or transitions, make up a shard.</summary>
    private static long PartsOfShard(LearningProblem problem, double length)
    {
        double rows = problem.Spec.Agents * (problem.Algorithm.Needs.Source == DataSource.Transitions ? 1 : length);
        return Math.Min(problem.Settings.Learner.BatchEpisodes, (long)Math.Ceiling(problem.Settings.Learner.ShardRows / rows));
    }

    private static long Saturated(double bytes) => (long)bytes;
}
