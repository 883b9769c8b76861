using System.CommandLine;
using Phalanx.Cli.Clusters;
using Phalanx.Cli.Studies;
using Phalanx.Cli.Training;
using Phalanx.Foundation;
using Phalanx.Studies.Batch;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx sweep</c>: algorithms x environments x settings x seeds, side by side on this machine.</summary>
internal sealed class SweepCommand : Command
{
    private static readonly Dictionary<PlannedCell, string> NoneFailed = [];

    private readonly Library _library;
    private readonly Argument<string> _file = new("file") { Description = "A YAML file: algorithms, environments, seeds, preset, and 'set' with a value or a list of values for each setting; or arms, as in a file of an experiment." };
    private readonly Option<bool> _plan = new("--plan") { Description = "Print the cells and how far each is, and run nothing." };
    private readonly Option<int?> _cell = new("--cell")
    {
        Description = "Run this cell alone, as a task of a batch scheduler does, and go on where an earlier attempt was saved.",
        HelpName = "I",
    };

    private readonly Option<bool> _sbatch = new("--sbatch") { Description = "Print a script that runs the study as a job array of Slurm, and run nothing." };
    private readonly Option<bool> _kubernetes = new("--kubernetes") { Description = "Print a manifest that runs the study as an indexed Job of Kubernetes, and run nothing." };
    private readonly SlotsOption _slots = new(", and 100 tasks of a scheduler");
    private readonly Option<string> _cells = new("--cells")
    {
        Description = "The folder of cells; one that lies there already is not run again.",
        HelpName = "DIR",
        DefaultValueFactory = _ => CellStore.DefaultFolder,
    };

    private readonly OnFaultOption _onFault = new();
    private readonly Option<string?> _out = new("--out") { Description = "The study's folder; by default studies/<name>.", HelpName = "DIR" };
    private readonly HubOption _hub = new("Train the cells", isChoice: true);
    private readonly KeyOption _key = new();
    private readonly JsonOption _json = new();

    public SweepCommand(Library library)
        : base("sweep", "Train every combination of algorithms, environments, settings and seeds; what is finished is skipped, what was interrupted goes on.")
    {
        _library = library;
        Add(_file);
        Add(_plan);
        Add(_cell);
        Add(_sbatch);
        Add(_kubernetes);
        Add(_slots);
        Add(_cells);
        Add(_onFault);
        Add(_out);
        Add(_hub);
        Add(_key);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        RefuseTwoWays(result);
        int? slots = StudySession.Positive(result.GetValue(_slots), "--slots");
        StudyPlan plan = SweepPlan.Read(result.GetValue(_file)!, _library, result.GetValue(_onFault));
        var store = new CellStore(result.GetValue(_cells)!, KeptCells.None);
        TextWriter output = result.InvocationConfiguration.Output;
        bool json = result.GetValue(_json);
        if (result.GetValue(_sbatch) || result.GetValue(_kubernetes))
        {
            if (json)
            {
                throw new UserErrorException($"option '{JsonOption.Name}' has no use with '{(result.GetValue(_sbatch) ? _sbatch : _kubernetes).Name}', which prints a script");
            }

            output.Write(Script(result, plan));
            return ExitCode.Done;
        }

        string study = result.GetValue(_out) ?? StudyFolder.DefaultPath(plan.Name);
        if (result.GetValue(_cell) is { } index)
        {
            return RunCell(result, plan, CellOf(plan, index), StudyFolder.Open(study, plan), store, cancellation);
        }

        if (result.GetValue(_hub) is { } hub)
        {
            bool sure = RemoteStudy.Run(hub, _key.FileOf(result), plan, store, json ? TextWriter.Null : output, result.InvocationConfiguration.Error, cancellation)
                .GetAwaiter().GetResult();
            int code = Report(result, plan, StatesIn(plan, store), NoneFailed);
            return sure ? code : ExitCode.Fault;
        }

        StudySpace.Tell(json ? TextWriter.Null : output, result.InvocationConfiguration.Error, plan.Cells, store);
        IReadOnlyDictionary<PlannedCell, string> failed = result.GetValue(_plan)
            ? NoneFailed
            : StudySession.Run(
                new LocalStudy(plan, StudyFolder.Open(study, plan), store) { Slots = slots ?? Environment.ProcessorCount }, json ? TextWriter.Null : output, cancellation);
        return Report(result, plan, StatesIn(plan, store, result.GetValue(_plan) ? study : null), failed);
    }

    /// <summary>How far all cells are; with the study's folder those too that a batch scheduler began, which lie in it until they are finished.</summary>
    private static (PlannedCell Cell, CellState State)[] StatesIn(StudyPlan plan, CellStore store, string? study = null) =>
    [
        .. from cell in plan.Cells
           let state = store.Find(cell.Cell)
           select (cell, (state.Progress == CellProgress.Missing && study is not null ? new AttemptFolders(study, cell).Newest : null) ?? state),
    ];

    /// <summary>A study is shown, run in one cell, written for a scheduler or given to a hub; without any of these, trained here.</summary>
    private void RefuseTwoWays(ParseResult result)
    {
        Option[] ways = [_plan, _cell, _sbatch, _kubernetes, _hub];
        string[] given = [.. ways.Where(way => result.GetResult(way) is { Implicit: false }).Select(way => $"'{way.Name}'")];
        if (given.Length > 1)
        {
            throw new UserErrorException($"options {string.Join(" and ", given)} are different things to do with a study; give one of them");
        }
    }

    /// <summary>Prints how far every cell is, and what it came to. Where the study was run, a cell that is not finished is a fault.</summary>
    private int Report(
        ParseResult result, StudyPlan plan, (PlannedCell Cell, CellState State)[] states, IReadOnlyDictionary<PlannedCell, string> failed)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json))
        {
            JsonDocuments.Write(output, SweepReport.Document(plan, states, failed));
        }
        else
        {
            SweepReport.Print(output, states);
        }

        (PlannedCell Cell, CellState State)[] left = [.. states.Where(state => state.State.Progress != CellProgress.Finished)];
        if (left.Length == 0 || result.GetValue(_plan))
        {
            return ExitCode.Done;
        }

        string? reason = left.Select(each => failed.GetValueOrDefault(each.Cell) ?? each.State.Damage).FirstOrDefault(why => why is not null);
        result.InvocationConfiguration.Error.WriteLine(
            $"error: {left.Length} of {states.Length} cells {(left.Length == 1 ? "is" : "are")} not finished{(reason is null ? "" : $": {Shown.Sentence(reason)}")}");
        return ExitCode.Fault;
    }

    private static PlannedCell CellOf(StudyPlan plan, int index) => index >= 0 && index < plan.Cells.Count
        ? plan.Cells[index]
        : throw new UserErrorException(
            $"option '--cell' is {index}; the study has {plan.Cells.Count} cells, from 0 to {plan.Cells.Count - 1}");

    private int RunCell(ParseResult result, StudyPlan plan, PlannedCell cell, StudyFolder folder, CellStore store, CancellationToken cancellation)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        if (result.GetValue(_json) && store.Find(cell.Cell) is { Progress: CellProgress.Finished } finished)
        {
            JsonDocuments.Write(output, SweepReport.Document(plan, [(cell, finished)], NoneFailed));
            return ExitCode.Done;
        }

        int threads = Scheduler.Threads ?? 1;
        CellState state = CellAttempt.Run(
            cell,
            folder,
            store,
            Scheduler.Attempt,
            open => Session.Run(services => open(services with { Threads = threads }), new SessionOutput(output, result.InvocationConfiguration.Error, result.GetValue(_json)), cancellation),
            _library.Environments,
            _library.Algorithms);
        if (!result.GetValue(_json))
        {
            output.WriteLine($"{cell.Id}: {state.Progress.ToString().ToLowerInvariant()}, in {Shown.Name(state.Path)}");
        }

        return ExitCode.Done;
    }

    private string Script(ParseResult result, StudyPlan plan)
    {
        List<string> command = [Tool.Name, "sweep", result.GetValue(_file)!, "--cells", result.GetValue(_cells)!];
        if (result.GetValue(_out) is { } study)
        {
            command.AddRange(["--out", study]);
        }

        if (result.GetValue(_onFault) is { } skipped)
        {
            command.AddRange(["--on-fault", OnFaultOption.Word(skipped)]);
        }

        command.Add("--cell");
        const int MostAtOnce = 100;
        int atOnce = Math.Min(result.GetValue(_slots) ?? MostAtOnce, plan.Cells.Count);
        return result.GetValue(_sbatch)
            ? SlurmScript.Of(plan.Name, plan.Cells.Count, string.Join(' ', command.Select(Quoted)), atOnce)
            : KubernetesJob.Of(plan.Name, plan.Cells.Count, [.. command.Select(Quoted)], atOnce);
    }

    /// <summary>A word as a shell reads it.</summary>
    private static string Quoted(string word) =>
        word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
