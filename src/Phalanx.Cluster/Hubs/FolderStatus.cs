using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Watching;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// How it stands with the studies of a folder as their plans and journals tell, whether a hub has them or not. What only reports tell - rates, how far a cell
/// came since its last snapshot, how many slots a worker has and when it was heard of - is not known here.
/// </summary>
public sealed class FolderStatus
{
    private readonly string _folder;
    private readonly Dictionary<string, StudyFollower> _studies = new(StringComparer.Ordinal);

    /// <summary>The studies of a folder: one of studies, that of one study, or one where a hub was started.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UserErrorException">There are no studies of a hub in it.</exception>
    public FolderStatus(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string below = Path.Combine(folder, "studies");
        _folder = StudiesIn(folder).Length == 0 && StudiesIn(below).Length > 0 ? below : folder;
        if (StudiesIn(_folder).Length == 0)
        {
            throw new UserErrorException(
                Directory.Exists(folder) ? $"there is no study in '{folder}'; name the folder of studies that a hub has or had" : $"there is no folder '{folder}'");
        }
    }

    /// <summary>Reads what is new since the last time, all at the first. A study that cannot be read is a trouble, and the others are there.</summary>
    public HubStatus Read()
    {
        List<StudyStatus> studies = [];
        List<WorkerStatus> workers = [];
        List<string> troubles = [];
        foreach (string path in StudiesIn(_folder))
        {
            if (!_studies.TryGetValue(path, out StudyFollower? study))
            {
                _studies[path] = study = new StudyFollower(path);
            }

            try
            {
                study.ReadPlan();
                study.ReadJournal();
                if (!study.HasJournal)
                {
                    continue; // no hub has it: of how far its cells are, its folder tells nothing
                }

                CellHistory[] cells = [.. study.Cells];
                Dictionary<string, long> steps = cells.ToDictionary(cell => cell.Planned.Id, cell => cell.Planned.Steps);
                studies.Add(StudyTally.Of(study.Name, study.Class, [.. cells.Select(cell => cell.Standing)], cell => steps[cell], _ => null));
                workers.AddRange(study.Workers.Where(worker => worker.Cells > 0).Select(worker => new WorkerStatus(worker.Name, study.Class, null, worker.Cells, null, null)));
            }
            catch (ExplainedException trouble)
            {
                troubles.Add(trouble.Message);
            }
        }

        // A worker may have cells of several studies.
        WorkerStatus[] machines = [.. workers.GroupBy(worker => worker.Name).Select(same => same.First() with { Busy = same.Sum(worker => worker.Busy) })];
        return new HubStatus(
            (studies.Find(study => !study.IsOver) ?? studies.Find(study => study.Class is not null))?.Class,
            [.. studies.OrderBy(study => study.Name, StringComparer.Ordinal)],
            [.. machines.OrderBy(worker => worker.Name, StringComparer.Ordinal)],
            [.. troubles]);
    }

    private static string[] StudiesIn(string folder)
    {
        if (StudyFolder.IsAt(folder))
        {
            return [folder];
        }

        try
        {
            return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Where(StudyFolder.IsAt).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read the folder '{folder}'", failure);
        }
    }
}
