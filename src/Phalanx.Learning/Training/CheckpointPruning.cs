using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>
/// Deletes old checkpoints of a run as <c>checkpoint.keep</c> says, and then the episodes that none of the others needs: in this order, so that a process that is
/// killed between the two leaves only too much.
/// </summary>
/// <param name="directory">The run.</param>
/// <param name="keep">How many checkpoints stay; null for all.</param>
public sealed class CheckpointPruning(RunDirectory directory, int? keep)
{
    // Of the checkpoints that lie in the folder, as far as they were needed: a checkpoint never changes.
    private readonly Dictionary<long, ReplayMark> _marks = [];

    /// <summary>The <c>t_env</c> of the latest checkpoint with all its episodes; null where there is none.</summary>
    internal long? LatestComplete => directory.Checkpoints.Available.Where(tEnv => MarkOf(tEnv) is { MissingEpisodes: 0 }).Cast<long?>().LastOrDefault();

    /// <summary>Of a run that has ended: also what an <see cref="ICheckpointRetention"/> has held until then, so that it has the files of one of which nothing was held.</summary>
    /// <exception cref="Phalanx.Foundation.ExplainedException">Something cannot be deleted.</exception>
    public void PruneFinished() => Prune(null, marks => EpisodeSegments.DeleteAllBut(directory.ReplayPath, marks.SelectMany(mark => mark.Segments).Select(segment => segment.File)));

    /// <summary>A checkpoint was saved.</summary>
    internal void Learn(long tEnv, ReplayMark mark) => _marks[tEnv] = mark;

    /// <summary>Deletes what may be deleted.</summary>
    /// <param name="retention">Is asked before a checkpoint is deleted.</param>
    /// <param name="deleteUnused">Deletes episodes, given the marks of all checkpoints that are to stay good.</param>
    internal void Prune(ICheckpointRetention? retention, Action<IReadOnlyList<ReplayMark>> deleteUnused)
    {
        if (keep is { } kept)
        {
            // A checkpoint without all episodes takes the place of none that has them.
            long? complete = LatestComplete;
            directory.Checkpoints.Prune(kept, tEnv => tEnv != complete && retention?.MayDelete(tEnv) != false);
        }

        IReadOnlyList<long> available = directory.Checkpoints.Available;
        foreach (long gone in _marks.Keys.Except(available).ToArray())
        {
            _marks.Remove(gone);
        }

        // The episodes of a damaged checkpoint are not known. No episode is deleted until that checkpoint is.
        ReplayMark?[] marks = [.. available.Select(MarkOf)];
        if (!marks.Contains(null))
        {
            deleteUnused(marks!);
        }
    }

    /// <summary>The mark of a checkpoint; null where it is damaged.</summary>
    private ReplayMark? MarkOf(long tEnv)
    {
        if (!_marks.TryGetValue(tEnv, out ReplayMark? mark)
            && directory.Checkpoints.StateOf(tEnv)?.Replay is { } saved
            && ReplayMark.Of(saved) is { Segments: not null } read)
        {
            _marks[tEnv] = mark = read;
        }

        return mark;
    }
}
