using System.Globalization;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;

namespace Phalanx.Studies.Plans;

/// <summary>The cells of a study, in order. All are checked before any is run: a plan with a cell that cannot work is refused as a whole.</summary>
public sealed class StudyPlan
{
    private readonly Dictionary<CellKey, PlannedCell> _byKey;

    private StudyPlan(string name, IReadOnlyList<PlannedCell> cells, IReadOnlyList<Cell> requested)
    {
        (Name, Cells, Requested) = (name, cells, requested);
        _byKey = cells.ToDictionary(cell => cell.Cell.Key);
    }

    /// <summary>What the study is called.</summary>
    public string Name { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<PlannedCell> Cells { get; }

    /// <summary>What was asked for, request by request: cells that the plan has, or longer forms of them.</summary>
    public IReadOnlyList<Cell> Requested { get; }

    /// <summary>The cell of a key.</summary>
    /// <exception cref="KeyNotFoundException">The plan has no such cell.</exception>
    public PlannedCell this[CellKey key] => _byKey[key];

    /// <summary>The plan of a sweep: algorithms, then environments, then settings, then seeds, the last one first to change.</summary>
    /// <exception cref="UserErrorException">A cell cannot work; the sentence says which and why.</exception>
    public static StudyPlan Of(SweepFile sweep, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var requests =
            from algorithm in sweep.Algorithms
            from environment in sweep.Environments
            from set in sweep.Assignments()
            from seed in sweep.Seeds
            select new RunRequest { Algorithm = algorithm, Environment = environment, Preset = sweep.Preset, Set = set, Seed = seed };
        return Of(sweep.Name, requests, environments, algorithms, sweep.Varies);
    }

    /// <summary>A plan of requests. Of several for one cell the longest is run, in the place of the first.</summary>
    /// <param name="name">What the study is called.</param>
    /// <param name="requests">What is asked for, a cell each.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="varies">Whether an assignment tells cells apart, and so belongs to a cell's name; by default every one does.</param>
    /// <exception cref="UserErrorException">A cell cannot work; the sentence says which and why.</exception>
    public static StudyPlan Of(
        string name, IEnumerable<RunRequest> requests, EnvironmentRegistry environments, AlgorithmRegistry algorithms, Predicate<string>? varies = null)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var resolver = new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf);
        List<PlannedCell> cells = [];
        List<Cell> requested = [];
        Dictionary<CellKey, int> places = [];
        foreach (RunRequest request in requests)
        {
            PlannedCell cell = Plan(cells.Count, request, resolver, environments, algorithms, varies ?? (_ => true));
            requested.Add(cell.Cell);
            if (places.TryAdd(cell.Cell.Key, cells.Count))
            {
                cells.Add(cell);
                continue;
            }

            int place = places[cell.Cell.Key];
            if (cell.Cell.Steps > cells[place].Cell.Steps)
            {
                cells[place] = cells[place] with { Cell = cell.Cell };
            }
        }

        return new StudyPlan(name, cells, requested);
    }

    private static PlannedCell Plan(
        int index,
        RunRequest request,
        SettingsResolver resolver,
        EnvironmentRegistry environments,
        AlgorithmRegistry algorithms,
        Predicate<string> varies)
    {
        try
        {
            RunSettings settings = resolver.Resolve(request).Run;
            var problem = new LearningProblem(settings, environments, algorithms);
            return new PlannedCell(index, new Cell(settings, problem.Results), problem.Memory.MaximumBytes, [.. request.Set.Where(assignment => varies(assignment))]);
        }
        catch (UserErrorException refusal)
        {
            string set = string.Concat(request.Set.Select(assignment => $" {assignment}"));
            throw new UserErrorException($"{request.Algorithm} on {request.Environment}{set}: {refusal.Message}", refusal);
        }
    }
}

/// <summary>A cell of a plan.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Cell">The cell.</param>
/// <param name="ReplayBytes">The most memory that its replay can take.</param>
/// <param name="Set">What tells it from other cells of its algorithm and environment, as assignments.</param>
public sealed record PlannedCell(int Index, Cell Cell, long ReplayBytes, IReadOnlyList<string> Set)
{
    /// <summary>A name that is unique in the plan: place, algorithm, seed.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Index:D4}-{Cell.Settings.AlgorithmName}-{Cell.Seed}");
}
