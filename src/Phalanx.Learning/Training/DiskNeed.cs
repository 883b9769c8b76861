using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Training;

/// <summary>
/// How much space a run takes on the disk, known before it starts. Episodes count as long as their limit allows; a run whose episodes are shorter has more of
/// them, and takes about the same for the same steps.
/// </summary>
public sealed record DiskNeed
{
    // state.json, and the names and shapes of a tensor in its file.
    private const long StateBytes = 4096;
    private const long TensorBytes = 160;

    // A figure takes up to 20 characters of a row and about 40 bytes of an event; some are empty.
    private const long FigureBytes = 45;

    private const long SegmentBytes = EpisodeSegments.DefaultSegmentBytes;

    /// <summary>What one checkpoint takes without its episodes.</summary>
    public required long CheckpointBytes { get; init; }

    /// <summary>How many checkpoints there are at most at one time.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>What the episodes take that checkpoints point to.</summary>
    public required long ReplayBytes { get; init; }

    /// <summary>What <c>metrics.csv</c> and the events of TensorBoard take.</summary>
    public required long MetricsBytes { get; init; }

    /// <summary>What the records of tests take, very roughly: pictures are packed, and nothing of them is known before.</summary>
    public required long RecordBytes { get; init; }

    /// <summary>What the run takes at most.</summary>
    public long Bytes => (Checkpoints * CheckpointBytes) + ReplayBytes + MetricsBytes + RecordBytes;

    /// <summary>Estimates what a run takes, from its first step to its last.</summary>
    /// <param name="problem">What is learned.</param>
    public static DiskNeed Of(LearningProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        RunSettings settings = problem.Settings;
        (long steps, long interval) = (settings.Training.Steps, settings.Checkpoint.Interval);
        var format = new SlotFormat(problem.Layout);
        long episodeBytes = new EpisodeRecord(format).BytesOf(problem.Spec.EpisodeLimit);
        long tests = steps / settings.Evaluation.Interval;
        int columns = new MetricsColumns(problem.Spec.Statistics, problem.Algorithm.Figures).Names.Count;
        long records = settings.Evaluation.RecordEpisodes == 0 ? 0 : Math.Min(tests, settings.Evaluation.KeepRecords + 1);
        long saved = (steps / interval) + 2; // those at the beginning and at the end too
        return new DiskNeed
        {
            CheckpointBytes = OneCheckpoint(problem),

            // The new one is written before the oldest leaves.
            Checkpoints = settings.Checkpoint.Keep is { } keep ? Math.Min(saved, keep + 1L) : saved,
            ReplayBytes = EpisodesOnDisk(problem.ReplayCapacity, EpisodesIn(steps), EpisodesIn(interval), saved, settings.Checkpoint.Keep, SegmentBytes / episodeBytes)
                * episodeBytes,
            MetricsBytes = tests * columns * FigureBytes,
            RecordBytes = records * settings.Evaluation.RecordEpisodes * format.BytesPerSlot * (problem.Spec.EpisodeLimit + 1),
        };

        long EpisodesIn(long count) => (count + problem.Spec.EpisodeLimit - 1) / problem.Spec.EpisodeLimit;
    }

    /// <summary>Refuses a run of which not even one checkpoint could be saved.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="free">The space that there is; null where it is not known.</param>
    /// <exception cref="MachineFaultException">There is too little.</exception>
    public void ThrowIfNoneFits(string folder, long? free)
    {
        if (free < CheckpointBytes)
        {
            throw new MachineFaultException(
                $"the disk of '{folder}' has {ByteCount.InWords(free.Value)} left, and one checkpoint of this run takes {ByteCount.InWords(CheckpointBytes)}; "
                + "free space on it, or choose a folder on another disk",
                MachineFault.FullDisk);
        }
    }

    /// <summary>The sentence that warns of a disk that is too small for the whole run; null where it is large enough, or not known.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="free">The space that there is; null where it is not known.</param>
    /// <param name="taken">What the run takes of it already.</param>
    public string? Warning(string folder, long? free, long taken = 0) => free is { } left && left + taken < Bytes
        ? $"the run takes about {ByteCount.InWords(Bytes)} on the disk, and '{folder}' has {ByteCount.InWords(left)} left; checkpoint.keep limits how many checkpoints stay, "
            + "with their episodes"
        : null;

    /// <summary>In words, for example <c>disk: about 1.2 GB (22 checkpoints of 0.31 MB, episodes 1.19 GB)</c>.</summary>
    public override string ToString() =>
        $"disk: about {ByteCount.InWords(Bytes)} ({Checkpoints} checkpoints of {ByteCount.InWords(CheckpointBytes)}, episodes {ByteCount.InWords(ReplayBytes)})";

    /// <summary>How many episodes lie on the disk at most.</summary>
    /// <param name="capacity">How many the replay holds.</param>
    /// <param name="ofRun">How many the run has.</param>
    /// <param name="ofInterval">How many lie between two checkpoints.</param>
    /// <param name="saved">How many checkpoints the run saves.</param>
    /// <param name="keep">How many of them stay; null for all.</param>
    /// <param name="ofSegment">How many a segment holds: it goes as a whole.</param>
    internal static long EpisodesOnDisk(long capacity, long ofRun, long ofInterval, long saved, int? keep, long ofSegment)
    {
        // What came and left between two checkpoints is never written, and the first checkpoint has no episodes.
        long added = Math.Min(capacity, ofInterval);
        long written = Math.Min(ofRun, (saved - 1) * added);
        return keep is { } kept ? Math.Min(written, capacity + (kept * added) + ofSegment) : written;
    }

    private static long OneCheckpoint(LearningProblem problem)
    {
        long bytes = StateBytes;
        foreach (Algorithms.ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            int kinds = group.Settings.Optimiser == OptimiserKind.Adam ? 2 : 1;
            bytes += sizeof(float) * (((1L + kinds) * group.Online.Count) + (group.Target?.Count ?? 0));
            bytes += TensorBytes * (((1L + kinds) * group.Online.Parameters.Count) + (group.Target?.Parameters.Count ?? 0));
        }

        return bytes;
    }
}
