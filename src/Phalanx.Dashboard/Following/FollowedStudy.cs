using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Watching;

namespace Phalanx.Dashboard.Following;

/// <summary>A study that is followed by looking at its plan and its journal, of which only what is new is read.</summary>
/// <param name="place">Where it lies.</param>
/// <param name="bounds">The folder that is shown.</param>
internal sealed class FollowedStudy(FolderPlace place, FolderBounds bounds)
{
    private const long MostOfPlan = 64 << 20;
    private const long MostOfJournal = 1L << 30;

    private readonly WatchedFile _plan = new(Path.Combine(place.Folder, StudyFolder.PlanFile), MostOfPlan, bounds);
    private readonly WatchedFile _journal = new(Journal.PathIn(place.Folder), MostOfJournal, bounds);
    private readonly StudyFollower _study = new(place.Folder);
    private readonly Lock _gate = new();
    private volatile StudyView _view = new(place);

    /// <summary>What the last look saw.</summary>
    public StudyView View => _view;

    /// <summary>Whether something may still happen to it by itself, so that it is looked at every second.</summary>
    public bool IsLive => _view.Phases.GetValueOrDefault(CellPhase.Waiting) + _view.Phases.GetValueOrDefault(CellPhase.Leased) > 0;

    /// <summary>Looks at the files.</summary>
    /// <returns>Whether something that is shown changed.</returns>
    public bool Look()
    {
        lock (_gate)
        {
            bool plan = _plan.Refresh(() =>
            {
                if (_plan.IsReadable)
                {
                    _study.ReadPlan();
                }
            });
            bool changed = _journal.Refresh(() => _study.ReadJournal(), always: plan) || plan;
            if (changed)
            {
                _view = Now();
            }

            return changed;
        }
    }

    /// <summary>Reads off what its files tell, while that does not change.</summary>
    public T Read<T>(Func<StudyFollower, T> read)
    {
        lock (_gate)
        {
            return read(_study);
        }
    }

    private StudyView Now() => new(_view.Place)
    {
        Name = _study.Name,
        Class = _study.Class,
        HasJournal = _journal.Modified is not null,
        Cells = _study.Cells.Count(),
        Phases = _study.Cells.CountBy(cell => cell.Standing.Phase).ToDictionary(),
        Workers = _study.Workers.Count(worker => worker.Cells > 0),
        LeasesLost = _study.Workers.Sum(worker => worker.LeasesLost),
        Failures = _study.Workers.Sum(worker => worker.Failures),
        Damage = _plan.Fault ?? _journal.Fault,
        Updated = _journal.Modified ?? _plan.Modified,
    };
}
