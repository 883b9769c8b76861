using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;
using Phalanx.Studies.Cells;

namespace Phalanx.Studies.Plans;

/// <summary>The cells of a study, in order. All are checked before any is run: a plan with a cell that cannot work is refused as a whole.</summary>
public sealed class StudyPlan
{
    private const int MostCells = 100_000;

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

    /// <summary>Eight hexadecimal digits that tell plans of other cells apart.</summary>
    public string Digest
    {
        get
        {
            string cells = string.Concat(Cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Cell.Folder} {cell.Cell.Steps}\n")));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cells)))[..8];
        }
    }

    /// <summary>What was asked for, request by request: cells that the plan has, or longer forms of them.</summary>
    public IReadOnlyList<Cell> Requested { get; }

    /// <summary>The same cells under another name.</summary>
    public StudyPlan Named(string name) => new(name, Cells, Requested);

    /// <summary>The cell of a key.</summary>
    /// <exception cref="KeyNotFoundException">The plan has no such cell.</exception>
    public PlannedCell this[CellKey key] => _byKey[key];

    /// <summary>Refuses a file that asks for more cells than can be run: a few lists multiply to millions, and each is checked before one is run.</summary>
    /// <param name="cells">How many it asks for.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="UserErrorException">There are too many.</exception>
    public static void ThrowIfTooManyCells(double cells, string file)
    {
        if (cells > MostCells)
        {
            throw new UserErrorException(string.Create(
                CultureInfo.InvariantCulture, $"{Wording.File(file)} asks for {cells:0} cells, and a study has at most {MostCells}; leave some values out"));
        }
    }

    /// <summary>The plan of a sweep: algorithms, then environments, then settings, then seeds, the last one first to change.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="skipFaults">Episodes of a cell that may be skipped because their environments misbehave, if other than the settings say.</param>
    /// <exception cref="UserErrorException">A cell cannot work; the sentence says which and why.</exception>
    public static StudyPlan Of(SweepFile sweep, EnvironmentRegistry environments, AlgorithmRegistry algorithms, int? skipFaults = null)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var requests =
            from algorithm in sweep.Algorithms
            from environment in sweep.Environments
            from set in sweep.Assignments()
            from seed in sweep.Seeds
            select new RunRequest { Algorithm = algorithm, Environment = environment, Preset = sweep.Preset, Set = set, Seed = seed, SkipFaults = skipFaults };
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
        varies ??= _ => true;
        return Of(
            name, requests.Select(request => (request, (IReadOnlyList<string>)[.. request.Set.Where(assignment => varies(assignment))])), environments, algorithms);
    }

    /// <summary>The same, where it is known of each request what tells it from others of its algorithm and environment.</summary>
    /// <param name="name">What the study is called.</param>
    /// <param name="requests">What is asked for, a cell each, and what tells it from others, as <see cref="PlannedCell.Set"/> has it.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">A cell cannot work; the sentence says which and why.</exception>
    public static StudyPlan Of(
        string name, IEnumerable<(RunRequest Request, IReadOnlyList<string> Set)> requests, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(algorithms);
        var resolver = new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf);
        Dictionary<RunSettings, ProblemFacts> known = [];
        List<PlannedCell> cells = [];
        List<Cell> requested = [];
        Dictionary<CellKey, int> places = [];
        foreach ((RunRequest request, IReadOnlyList<string> set) in requests)
        {
            PlannedCell cell = Plan(cells.Count, request, set, resolver, FactsOf);
            requested.Add(cell.Cell);
            if (places.TryAdd(cell.Cell.Key, cells.Count))
            {
                cells.Add(cell);
                continue;
            }

            int place = places[cell.Cell.Key];
            if (cell.Cell.Steps > cells[place].Cell.Steps)
            {
                cells[place] = cells[place] with { Cell = cell.Cell, DiskBytes = cell.DiskBytes, Set = set };
            }
        }

        return new StudyPlan(name, cells, requested);

        // Making an algorithm takes a while, and seeds change nothing of it.
        ProblemFacts FactsOf(RunSettings settings)
        {
            RunSettings key = settings with { Training = settings.Training with { Seed = 0 } };
            if (!known.TryGetValue(key, out ProblemFacts? facts))
            {
                using var problem = new LearningProblem(settings, environments, algorithms);
                known[key] = facts = new ProblemFacts(problem.Results, problem.Memory.MaximumBytes, DiskNeed.Of(problem).Bytes);
            }

            return facts;
        }
    }

    /// <summary>A plan of complete files of settings, a cell each: one that was made before.</summary>
    /// <param name="name">What the study is called.</param>
    /// <param name="files">The files, in the order of the cells.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">A cell cannot work; the sentence says which and why.</exception>
    public static StudyPlan OfFiles(string name, IEnumerable<string> files, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Of(name, files.Select(file => (new RunRequest { ConfigFile = file }, (IReadOnlyList<string>)[])), environments, algorithms);
    }

    private static PlannedCell Plan(
        int index,
        RunRequest request,
        IReadOnlyList<string> set,
        SettingsResolver resolver,
        Func<RunSettings, ProblemFacts> factsOf)
    {
        try
        {
            RunSettings settings = resolver.Resolve(request).Run;
            ProblemFacts facts = factsOf(settings);
            return new PlannedCell(index, new Cell(settings, facts.Results), facts.ReplayBytes, set) { DiskBytes = facts.DiskBytes };
        }
        catch (UserErrorException refusal)
        {
            if (request.ConfigFile is { } file)
            {
                throw new UserErrorException($"{Path.GetFileName(file)}: {refusal.Message}", refusal);
            }

            string assigned = string.Concat(request.Set.Select(assignment => $" {assignment}"));
            throw new UserErrorException($"{request.Algorithm} on {request.Environment}{assigned}: {refusal.Message}", refusal);
        }
    }

    /// <summary>What a plan has to know of the learning problem of a cell.</summary>
    private sealed record ProblemFacts(ResultVersions Results, long ReplayBytes, long DiskBytes);
}

/// <summary>A cell of a plan.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Cell">The cell.</param>
/// <param name="ReplayBytes">The most memory that its replay can take.</param>
/// <param name="Set">What tells it from other cells of its algorithm and environment: assignments of settings, or of the name that a file gives its arm.</param>
public sealed record PlannedCell(int Index, Cell Cell, long ReplayBytes, IReadOnlyList<string> Set)
{
    /// <summary>What its run takes on the disk, at most.</summary>
    public long DiskBytes { get; init; }

    /// <summary>A name that is unique in the plan: place, algorithm, seed.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Index:D4}-{Cell.Settings.AlgorithmName}-{Cell.Seed}");
}
