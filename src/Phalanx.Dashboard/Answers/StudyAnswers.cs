using Phalanx.Dashboard.Following;
using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Watching;

namespace Phalanx.Dashboard.Answers;

/// <summary>Studies, their workers, and pages of their cells.</summary>
/// <param name="catalogue">What is followed.</param>
internal sealed class StudyAnswers(RunCatalogue catalogue)
{
    private const int MostWorkers = 200;
    private const int MostFailures = 50;

    private static readonly Dictionary<string, Func<CellRow, IComparable?>> Keys = new()
    {
        ["cell"] = cell => cell.Id,
        ["algorithm"] = cell => cell.Algorithm,
        ["environment"] = cell => cell.Environment,
        ["state"] = cell => cell.State,
        ["worker"] = cell => cell.Worker,
        ["epoch"] = cell => cell.Epoch,
        ["attempts"] = cell => cell.Attempts,
        ["t_env"] = cell => cell.TEnv,
        ["time"] = cell => cell.Seconds,
        ["changed"] = cell => cell.Changed,
    };

    /// <summary>All studies. Those that go on come first.</summary>
    public StudyList All() => new([.. catalogue.Studies.All.OrderByDescending(study => study.IsLive).Select(Row)]);

    /// <summary>A study without its cells.</summary>
    public StudyDetail Of(FollowedStudy study)
    {
        (WorkerHistory[] workers, JournalEntry[] failures, IReadOnlyList<string> alarms) =
            study.Read(followed => (followed.Workers.ToArray(), followed.Failures.ToArray(), StudyAlarms.Of(followed)));
        return new StudyDetail(
            Row(study),
            workers.Length,
            [
                .. workers.OrderByDescending(worker => worker.Cells > 0).ThenByDescending(worker => worker.Changed).ThenBy(worker => worker.Name, StringComparer.Ordinal)
                    .Take(MostWorkers)
                    .Select(worker => new WorkerRow(
                        worker.Name, worker.Cells, worker.Grants, worker.Commits, worker.Done, worker.LeasesLost, worker.Failures, worker.Changed)),
            ],
            [.. alarms.Select(Shown.Sentence)],
            [
                .. failures.Reverse().Take(MostFailures).Select(end => new FailureRow(
                    end.Cell!, end.Worker, end.Epoch, CellWords.Of(end.Outcome!.Value), end.TEnv, Sentence(end.Message), end.Final, end.At)),
            ]);
    }

    /// <summary>A page of the cells of a study.</summary>
    public CellList Cells(FollowedStudy study, Question question)
    {
        (int page, int size) = ListPages.Asked(question);
        string? worker = question["worker"];
        HashSet<string> states = [.. question.List("state", 16)];
        string[] words = [.. (question["query"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(16)];
        CellRow[] asked =
        [
            .. Rows(study).Where(cell => (worker is null || cell.Worker == worker)
                && (states.Count == 0 || states.Contains(cell.State)) && words.All(word => Has(cell, word))),
        ];
        IEnumerable<CellRow> sorted = question["sort"] is { } sort ? ListPages.Sorted(asked, sort, Keys) : asked;
        return new CellList(asked.Length, page, size, CountsOf(asked.Select(cell => cell.State)), [.. sorted.Skip((page - 1) * size).Take(size)]);
    }

    private StudyRow Row(FollowedStudy study)
    {
        StudyView view = study.View;
        return new StudyRow
        {
            Id = view.Place.Id,
            Path = view.Place.Path,
            Name = view.Name,
            Class = view.Class,
            Journal = view.HasJournal,
            Cells = view.Cells,
            States = view.HasJournal
                ? view.Phases.ToDictionary(phase => CellWords.Of(phase.Key), phase => phase.Value)
                : CountsOf(Rows(study).Select(cell => cell.State)),
            Workers = view.Workers,
            LeasesLost = view.LeasesLost,
            Failures = view.Failures,
            Updated = view.Updated,
            Error = view.Damage,
        };
    }

    private CellRow[] Rows(FollowedStudy study)
    {
        StudyView view = study.View;
        CellRuns runs = catalogue.Cells;
        DateTime now = DateTime.UtcNow;
        return study.Read(followed => followed.Cells.Select(cell => Row(view, cell, runs.Find(view.Place, cell)?.View, now)).ToArray());
    }

    private static CellRow Row(StudyView study, CellHistory cell, RunView? run, DateTime now)
    {
        CellStanding standing = cell.Standing;
        string[] folder = cell.Planned.Folder.Split('/', '\\');
        return new CellRow
        {
            Id = cell.Planned.Id,
            Algorithm = folder[0],
            Environment = string.Join('/', folder[1..Math.Max(1, folder.Length - 2)]),
            Seed = folder[^1],
            State = study.HasJournal ? CellWords.Of(standing.Phase) : CellWords.Of(run),
            Worker = standing.Worker,
            Epoch = standing.Epoch,
            Attempts = cell.Grants,
            Commits = cell.Commits,
            LeasesLost = cell.LeasesLost,
            TEnv = Math.Max(standing.TEnv, run?.TEnv ?? 0),
            Steps = cell.Planned.Steps,
            Seconds = cell.Granted is not null ? cell.HeldUntil(now).TotalSeconds : run?.Summary?.WallSeconds ?? run?.Status?.WallSeconds,
            Changed = cell.Changed ?? run?.Updated,
            Message = Sentence(standing.Message) ?? (study.HasJournal ? null : run?.Sentence),
            Run = run?.Place.Id,
        };
    }

    private static bool Has(CellRow cell, string word) =>
        new[] { cell.Id, cell.Algorithm, cell.Environment, cell.Worker, cell.Message }.Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    private static string? Sentence(string? message) => message is null ? null : Shown.Sentence(message);

    private static Dictionary<string, int> CountsOf(IEnumerable<string> states) => states.CountBy(state => state).ToDictionary();
}
