using System.Globalization;
using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Faults;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The checkpoints of a run, a folder each, named by <c>t_env</c>. A checkpoint is written and deleted as a whole. A damaged one is
/// refused; an older one is never used in its place without a request.
/// </summary>
public sealed class CheckpointStore
{
    /// <summary>What follows the name of a checkpoint while another one takes its place.</summary>
    private const string Replaced = ".replaced.tmp";

    private readonly string _folder;

    /// <summary>The checkpoints in a folder, which need not exist.</summary>
    public CheckpointStore(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <summary>When checkpoints were taken, the oldest first.</summary>
    public IReadOnlyList<long> Available
    {
        get
        {
            try
            {
                return Directory.Exists(_folder)
                    ? [.. Directory.EnumerateDirectories(_folder).Select(Parse).OfType<long>().Distinct().Order()]
                    : [];
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                throw FileFailures.Explain($"cannot read '{_folder}'", failure);
            }
        }
    }

    /// <summary>Whether there is a checkpoint of that progress.</summary>
    public bool Has(long tEnv) => Directory.Exists(PathOf(tEnv));

    /// <summary>Saves a checkpoint at the state's <c>t_env</c>.</summary>
    /// <exception cref="UserErrorException">
    /// There is one of that progress already, or it cannot be written; nothing is left of it then.
    /// </exception>
    /// <exception cref="MachineFaultException">The disk is full or fails; nothing is left of it then.</exception>
    /// <exception cref="ArgumentException">Two parameters, or two groups, have one name.</exception>
    /// <exception cref="NumericalFaultException">A weight, or a number of an optimiser's state, is not finite. Nothing is written then.</exception>
    public void Save<T>(CheckpointState state, IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(groups);
        GroupFaults.ThrowIfAny(groups);
        try
        {
            FileWriting.CreateFolder(_folder);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{_folder}'", failure);
        }

        AtomicDirectory.Write(PathOf(state.TEnv), folder =>
            CheckpointFiles.Write(folder, state, CheckpointTensors.Weights(groups), CheckpointTensors.Optimisers(groups)));
    }

    /// <summary>
    /// Saves a checkpoint in the place of the one at the state's <c>t_env</c>. The new one is whole beside it before two renames exchange them; between the two the
    /// old one counts, under the name that it has then.
    /// </summary>
    /// <exception cref="UserErrorException">It cannot be written; the old one stays then.</exception>
    public void Replace<T>(CheckpointState state, IReadOnlyList<CheckpointGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(groups);
        string fresh = Path.Combine(_folder, $".{Guid.NewGuid():N}.tmp");
        string stale = ReplacedOf(state.TEnv);
        AtomicDirectory.Write(fresh, folder =>
            CheckpointFiles.Write(folder, state, CheckpointTensors.Weights(groups), CheckpointTensors.Optimisers(groups)));
        try
        {
            string own = Path.Combine(_folder, Name(state.TEnv));
            FileWriting.MoveFolder(own, stale);
            FileWriting.MoveFolder(fresh, own);
            FileWriting.DeleteFolder(stale);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot replace the checkpoint '{PathOf(state.TEnv)}'", failure);
        }
    }

    /// <summary>The newest checkpoint.</summary>
    /// <exception cref="UserErrorException">There is none, or it is damaged; the message then says which one comes before it.</exception>
    public Checkpoint Latest()
    {
        IReadOnlyList<long> available = Available;
        if (available.Count == 0)
        {
            throw new UserErrorException($"there is no checkpoint in '{_folder}'");
        }

        try
        {
            return Checkpoint.Open(PathOf(available[^1]), available[^1]);
        }
        catch (UserErrorException damage) when (available.Count > 1)
        {
            throw new UserErrorException(
                $"{damage.Message}; delete its folder to continue from the one before it, at t_env {available[^2]}", damage);
        }
    }

    /// <summary>The checkpoint of a progress.</summary>
    /// <exception cref="UserErrorException">There is none, and the message names the nearest; or it is damaged.</exception>
    public Checkpoint At(long tEnv)
    {
        if (Has(tEnv))
        {
            return Checkpoint.Open(PathOf(tEnv), tEnv);
        }

        IReadOnlyList<long> available = Available;
        throw new UserErrorException(available.Count == 0
            ? $"there is no checkpoint in '{_folder}'"
            : $"there is no checkpoint at t_env {tEnv} in '{_folder}'; "
                + $"the nearest is at {available.MinBy(other => Math.Abs(other - tEnv))}");
    }

    /// <summary>The state of a checkpoint, without its weights; null where it is damaged or gone.</summary>
    internal CheckpointState? StateOf(long tEnv)
    {
        try
        {
            return CheckpointFiles.ReadState(PathOf(tEnv)) is { } state && state.TEnv == tEnv ? state : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes all but the newest. Should none of those be whole, the newest whole one before them is kept as well.
    /// </summary>
    /// <param name="keep">How many stay, at least one.</param>
    /// <param name="mayDelete">Whether a checkpoint may be deleted, by its <c>t_env</c>; null when each may.</param>
    /// <exception cref="UserErrorException">One cannot be deleted.</exception>
    public void Prune(int keep, Predicate<long>? mayDelete = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keep);
        DeleteRemains();
        long[] newestFirst = [.. Available.Reverse()];
        bool safe = false;
        for (int i = 0; i < newestFirst.Length; i++)
        {
            if (i >= keep && safe)
            {
                if (mayDelete?.Invoke(newestFirst[i]) != false)
                {
                    Delete(newestFirst[i]);
                }
            }
            else
            {
                safe = safe || IsWhole(newestFirst[i]);
            }
        }
    }

    /// <summary>
    /// Deletes what was saved after a progress, for a run that is continued from there. Do this before the metrics are cut: until then
    /// a later checkpoint goes with the later rows.
    /// </summary>
    /// <exception cref="UserErrorException">One cannot be deleted.</exception>
    public void CutAfter(long tEnv)
    {
        DeleteRemains();
        foreach (long later in Available.Where(other => other > tEnv).Reverse())
        {
            Delete(later);
        }
    }

    private static long? Parse(string path)
    {
        string name = Path.GetFileName(path);
        name = name is ['.', .. var inner] && inner.EndsWith(Replaced, StringComparison.Ordinal) ? inner[..^Replaced.Length] : name;
        return long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long tEnv) && name == Name(tEnv) ? tEnv : null;
    }

    private static string Name(long tEnv) => tEnv.ToString(CultureInfo.InvariantCulture);

    /// <summary>The folder of the checkpoint of a progress. A process that was killed while it replaced one left the old one under another name.</summary>
    internal string PathOf(long tEnv)
    {
        string own = Path.Combine(_folder, Name(tEnv));
        return !Directory.Exists(own) && Directory.Exists(ReplacedOf(tEnv)) ? ReplacedOf(tEnv) : own;
    }

    private string ReplacedOf(long tEnv) => Path.Combine(_folder, $".{Name(tEnv)}{Replaced}");

    private bool IsWhole(long tEnv)
    {
        try
        {
            Checkpoint.Open(PathOf(tEnv), tEnv);
            return true;
        }
        catch (ExplainedException)
        {
            return false;
        }
    }

    private void Delete(long tEnv)
    {
        try
        {
            // Under another name first, so that a process killed half-way leaves no half of a checkpoint.
            string temporary = Path.Combine(_folder, $".{Guid.NewGuid():N}.tmp");
            FileWriting.MoveFolder(PathOf(tEnv), temporary);
            FileWriting.DeleteFolder(temporary);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot delete the checkpoint '{PathOf(tEnv)}'", failure);
        }
    }

    /// <summary>
    /// Deletes what a process left that was killed while it wrote or deleted a checkpoint; only one process writes at a time.
    /// </summary>
    private void DeleteRemains()
    {
        try
        {
            foreach (string remains in Directory.Exists(_folder) ? Directory.GetDirectories(_folder, ".*.tmp") : [])
            {
                if (Parse(remains) is { } tEnv && PathOf(tEnv) == remains)
                {
                    FileWriting.MoveFolder(remains, Path.Combine(_folder, Name(tEnv)));
                }
                else
                {
                    FileWriting.DeleteFolder(remains);
                }
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot clear '{_folder}'", failure);
        }
    }
}
