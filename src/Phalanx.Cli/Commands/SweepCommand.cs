using System.CommandLine;
using Phalanx.Cli.Studies;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;
using Phalanx.Studies.Slots;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx sweep</c>: algorithms x environments x settings x seeds, side by side on this machine.</summary>
internal sealed class SweepCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _file = new("file") { Description = "A YAML file: algorithms, environments, seeds, preset, and 'set' with a value or a list of values for each setting." };
    private readonly Option<bool> _plan = new("--plan") { Description = "Print the cells and how far each is, and run nothing." };
    private readonly Option<int?> _slots = new("--slots") { Description = "Cells that are trained side by side, a thread each; by default as many as the machine has cores.", HelpName = "N" };
    private readonly Option<string> _cells = new("--cells")
    {
        Description = "The folder of cells; one that lies there already is not run again.",
        HelpName = "DIR",
        DefaultValueFactory = _ => CellStore.DefaultFolder,
    };

    private readonly Option<string?> _out = new("--out") { Description = "The study's folder; by default studies/<name>.", HelpName = "DIR" };
    private readonly JsonOption _json = new();

    public SweepCommand(Library library)
        : base("sweep", "Train every combination of algorithms, environments, settings and seeds; what is finished is skipped, what was interrupted goes on.")
    {
        _library = library;
        Add(_file);
        Add(_plan);
        Add(_slots);
        Add(_cells);
        Add(_out);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        if (result.GetValue(_slots) is < 1)
        {
            throw new UserErrorException($"option '--slots' is {result.GetValue(_slots)}; it must be at least 1");
        }

        var sweep = SweepFile.Read(result.GetValue(_file)!);
        var plan = StudyPlan.Of(sweep, _library.Environments, _library.Algorithms);
        var store = new CellStore(result.GetValue(_cells)!, KeptCells.None);
        TextWriter output = result.InvocationConfiguration.Output;
        bool json = result.GetValue(_json);
        if (!result.GetValue(_plan))
        {
            var folder = StudyFolder.Open(result.GetValue(_out) ?? StudyFolder.DefaultPath(plan.Name), plan);
            Train(new LocalStudy(plan, folder, store) { Slots = result.GetValue(_slots) ?? Environment.ProcessorCount }, json ? TextWriter.Null : output, cancellation);
        }

        (PlannedCell Cell, CellState State)[] states = [.. plan.Cells.Select(cell => (cell, store.Find(cell.Cell)))];
        if (json)
        {
            JsonDocuments.Write(output, SweepReport.Document(plan, states));
        }
        else
        {
            SweepReport.Print(output, states);
        }

        return result.GetValue(_plan) || states.All(state => state.State.Progress == CellProgress.Finished) ? ExitCode.Done : ExitCode.Fault;
    }

    private static void Train(LocalStudy study, TextWriter output, CancellationToken cancellation)
    {
        IReadOnlyDictionary<PlannedCell, SlotReport> ended = Terminal.IsTerminal(output)
            ? new StudyTable().During(observer => study.Run(observer, cancellation))
            : study.Run(new StudyLines(output), cancellation);
        cancellation.ThrowIfCancellationRequested();
        foreach ((PlannedCell cell, SlotReport end) in ended.Where(end => end.Value.Outcome is not SlotOutcome.Done).OrderBy(end => end.Key.Index))
        {
            output.WriteLine($"failed: {cell.Id}: {end.Message}");
        }
    }
}
