using System.CommandLine;
using System.Diagnostics;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Figures;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Results;
using Phalanx.Cli.Clusters;
using Phalanx.Cli.Experiments;
using Phalanx.Cli.Studies;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx reproduce</c>: a table or figure of a paper, its numbers beside ours, and a verdict on every claim.</summary>
internal sealed class ReproduceCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _experiment = new("experiment") { Description = "A table, figure or group of theorems of a paper, such as resq/table-2; 'phalanx list experiments' names them." };
    private readonly Option<bool> _quick = new("--quick") { Description = "The short form: fewer steps, arms and seeds. What it may conclude is less, and every output says so." };
    private readonly Option<int?> _seeds = new("--seeds") { Description = "The first N of the seeds.", HelpName = "N" };
    private readonly Option<bool> _all = new("--all") { Description = "Also the arms that are left out for their cost." };
    private readonly Option<bool> _keptOnly = new("--kept") { Description = "Take what is finished, and train nothing." };
    private readonly KeptCellsOption _cells = new();
    private readonly Option<string?> _write = new("--write")
    {
        Description = "Write a page with figures into this folder, and keep the finished runs there; docs/results has those of this project.",
        HelpName = "DIR",
    };

    private readonly SlotsOption _slots = new();
    private readonly HubOption _hub = new("Train what is missing", isChoice: true);
    private readonly KeyOption _key = new();
    private readonly JsonOption _json = new();

    public ReproduceCommand(Library library)
        : base("reproduce", "Reproduce a table or figure of a paper: train what is missing, put our numbers beside the paper's, and judge every claim.")
    {
        _library = library;
        Add(_experiment);
        Add(_quick);
        Add(_seeds);
        Add(_all);
        Add(_keptOnly);
        Add(_cells);
        Add(_write);
        Add(_slots);
        Add(_hub);
        Add(_key);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        int? seeds = StudySession.Positive(result.GetValue(_seeds), "--seeds");
        int? slots = StudySession.Positive(result.GetValue(_slots), "--slots");
        TextWriter output = result.InvocationConfiguration.Output;
        bool json = result.GetValue(_json);
        NamedExperiments named = _library.Experiments[result.GetValue(_experiment)!];
        if (named.Answer is { } answer)
        {
            throw new UserErrorException($"{named.Name} has no experiment: {answer}");
        }

        long start = Stopwatch.GetTimestamp();
        var scope = new ExperimentScope(result.GetValue(_quick), seeds, result.GetValue(_all));
        TextWriter progress = json ? TextWriter.Null : output;
        var plan = new ReproductionPlan(
            named.Name.Replace('/', '-'), WithForm(named, scope, progress), scope, _library.Environments, _library.Algorithms);
        CellStore store = _cells.StoreOf(result, _library, out KeptCells kept);
        string? folder = result.GetValue(_write);
        if (folder is not null)
        {
            ResultsFolder.ThrowIfRefused(folder); // before hours of training, and not after
        }

        foreach (string damage in kept.Damages)
        {
            progress.WriteLine($"damaged, and left out: {damage}");
        }

        bool sure = true;
        if (!result.GetValue(_keptOnly) && plan.Study.Cells.Count > 0)
        {
            if (result.GetValue(_hub) is { } hub)
            {
                StudyPlan study = plan.Study.Named($"{plan.Study.Name}-{plan.Study.Digest}");
                sure = RemoteStudy.Run(hub, _key.FileOf(result), study, store, progress, result.InvocationConfiguration.Error, cancellation).GetAwaiter().GetResult();
            }
            else
            {
                StudySpace.Tell(progress, result.InvocationConfiguration.Error, plan.Study.Cells, store);
                Train(plan, store, slots, progress, cancellation);
            }
        }

        ResultsFolder? results = folder is null ? null : ResultsIn(folder);
        List<ReproducedExperiment> reproduced = [];
        List<string> written = [];
        foreach (Experiment experiment in plan.Experiments)
        {
            long judging = Stopwatch.GetTimestamp();
            reproduced.Add(ReproducedExperiment.Judge(plan, experiment, store, _library.Environments, _library.Checks));
            ReproductionText.Print(progress, reproduced[^1]);
            written.AddRange(results is null
                ? Draw(StudyOf(plan), reproduced[^1])
                : [results.Write(reproduced[^1], Stopwatch.GetElapsedTime(judging), DateOnly.FromDateTime(DateTime.UtcNow))]);
        }

        if (folder is not null)
        {
            new ResultsOverview(folder, _library.Experiments).Write();
        }

        if (json)
        {
            JsonDocuments.Write(output, ReproductionDocument.Of(named, reproduced, written, Stopwatch.GetElapsedTime(start)));
        }
        else
        {
            written.ForEach(file => output.WriteLine($"written: {Shown.Name(file)}"));
        }

        return sure ? ExitCode.Done : ExitCode.Fault;
    }

    private ResultsFolder ResultsIn(string folder) => new(
        folder, KeptCells.Below([folder], _library.Environments, _library.Algorithms), new ExperimentFigures(_library.Environments, _library.Algorithms));

    /// <summary>Without a folder for results, figures lie with the study.</summary>
    private IEnumerable<string> Draw(string folder, ReproducedExperiment reproduced)
    {
        foreach (Figure figure in new ExperimentFigures(_library.Environments, _library.Algorithms).Of(reproduced))
        {
            string file = Path.Combine(folder, $"{figure.Name}.svg");
            try
            {
                Directory.CreateDirectory(folder);
                AtomicFile.WriteAllText(file, figure.Svg);
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                throw FileFailures.Explain($"cannot write the figure '{file}'", failure);
            }

            yield return file;
        }
    }

    /// <summary>The experiments. Of a family in its short form those that have one; the others are named.</summary>
    private static IReadOnlyList<Experiment> WithForm(NamedExperiments named, ExperimentScope scope, TextWriter output)
    {
        Experiment[] with = [.. named.Experiments.Where(scope.HasForm)];
        if (with.Length == 0 || with.Length == named.Experiments.Count)
        {
            return named.Experiments;
        }

        output.WriteLine($"left out, because a shorter run would say nothing: {string.Join(", ", named.Experiments.Except(with).Select(each => each.Name))}");
        return with;
    }

    /// <summary>Other seeds or arms are another plan, and so is a later version of the experiment; the cells that plans have in common are the same ones.</summary>
    private static string StudyOf(ReproductionPlan plan) => Path.Combine(StudyFolder.DefaultPath("reproduce"), $"{plan.Study.Name}-{plan.Study.Digest}");

    private static void Train(ReproductionPlan plan, CellStore store, int? slots, TextWriter output, CancellationToken cancellation)
    {
        var folder = StudyFolder.Open(StudyOf(plan), plan.Study);
        double hours = plan.Study.Cells.Where(cell => store.Find(cell.Cell).Progress != CellProgress.Finished).Sum(plan.HoursOf);
        if (hours > 0)
        {
            output.WriteLine($"about {ExperimentEstimate.Time(hours)} on two cores, by rates measured elsewhere");
        }

        var study = new LocalStudy(plan.Study, folder, store) { Slots = slots ?? Environment.ProcessorCount, Cost = plan.HoursOf };
        StudySession.Run(study, output, cancellation);
    }
}
