using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Figures;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Verdicts;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Results;

/// <summary>
/// A folder of results: a page for every experiment with its figures and a record, the cells that they rest on (settings, tests and summary,
/// without weights), and an overview. All but the dates follows from the cells, so that a page can be written again.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="kept">The finished cells that lie in it.</param>
/// <param name="figures">What draws.</param>
public sealed class ResultsFolder(string folder, KeptCells kept, ExperimentFigures figures)
{
    internal const string RecordEnding = ".json";

    private const string CellsFolder = "cells";
    private const string PageEnding = ".md";

    /// <summary>The command that a result is made with.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="scope">How much of it.</param>
    /// <param name="trains">Whether runs that are missing are trained.</param>
    public static string CommandOf(Experiment experiment, ExperimentScope scope, bool trains = true)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(scope);
        return string.Concat(
            $"phalanx reproduce {experiment.Name}",
            scope.IsQuick ? " --quick" : "",
            scope.Seeds is { } seeds ? string.Create(CultureInfo.InvariantCulture, $" --seeds {seeds}") : "",
            scope.WithOptional ? " --all" : "",
            trains ? "" : " --kept");
    }

    /// <summary>Makes a folder for results, and refuses one that cannot be written before anything is trained for it.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ExplainedException">It cannot be written.</exception>
    public static void ThrowIfRefused(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string file = Path.Combine(folder, ".writing");
        try
        {
            FileWriting.CreateFolder(folder);
            FileWriting.Open(file, FileMode.Create, FileShare.None).Dispose();
            File.Delete(file);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write results to '{folder}'", failure);
        }
    }

    /// <summary>The page of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    public string PageOf(Experiment experiment) => BesidePage(experiment, PageEnding);

    /// <summary>The record of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    public string RecordOf(Experiment experiment) => BesidePage(experiment, RecordEnding);

    /// <summary>Writes the page of an experiment with its figures and record, and keeps the cells that it rests on. A result that is as it was keeps its date.</summary>
    /// <param name="reproduced">The experiment with its runs and verdicts.</param>
    /// <param name="judging">How long judging took.</param>
    /// <param name="today">The date.</param>
    /// <returns>The page.</returns>
    /// <exception cref="UserErrorException">Something cannot be written.</exception>
    public string Write(ReproducedExperiment reproduced, TimeSpan judging, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(reproduced);
        string recorded = RecordOf(reproduced.Experiment);
        ResultRecord? former = File.Exists(recorded) ? ResultRecord.Read(recorded) : null;
        ResultRecord record = RecordOf(reproduced, judging, today);
        ResultRecord dated = former is null
            ? record
            : record with { Date = former.Date, Machine = former.Machine, Version = former.Version, JudgingSeconds = former.JudgingSeconds };
        IReadOnlyList<Figure> drawn = figures.Of(reproduced);
        IReadOnlyList<ResultFile> files = FilesOf(reproduced, dated, drawn);
        if (!files.All(file => File.Exists(file.Path) && SharedReading.AllText(file.Path) == file.Text))
        {
            files = FilesOf(reproduced, record, drawn);
        }

        try
        {
            foreach (ExperimentRun run in reproduced.Runs.All.Where(run => run.Figures is not null && kept.Find(run.Asked) is null))
            {
                Keep(run);
            }

            KeepMoments(reproduced);
            string place = Path.GetDirectoryName(recorded)!;
            Directory.CreateDirectory(place);
            foreach (string name in former?.Figures ?? [])
            {
                File.Delete(Path.Combine(place, Path.GetFileName(name)));
            }

            foreach (ResultFile file in files)
            {
                AtomicFile.WriteAllText(file.Path, file.Text);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write the result '{recorded}'", failure);
        }

        return PageOf(reproduced.Experiment);
    }

    /// <summary>What a result is made of: its page, its record, its figures. All of it follows from the runs and from the record's own date.</summary>
    /// <param name="reproduced">The experiment with its runs and verdicts.</param>
    /// <param name="record">Where and when it was made.</param>
    public IReadOnlyList<ResultFile> FilesOf(ReproducedExperiment reproduced, ResultRecord record)
    {
        ArgumentNullException.ThrowIfNull(reproduced);
        ArgumentNullException.ThrowIfNull(record);
        return FilesOf(reproduced, record, figures.Of(reproduced));
    }

    private ResultFile[] FilesOf(ReproducedExperiment reproduced, ResultRecord record, IReadOnlyList<Figure> drawn)
    {
        ResultRecord whole = record with { Figures = [.. drawn.Select(FileOf)] };
        return
        [
            new(PageOf(reproduced.Experiment), new ResultPage(reproduced, whole, drawn, LinkTo).Text),
            new(RecordOf(reproduced.Experiment), whole.ToJson()),
            .. drawn.Select(figure => new ResultFile(Path.Combine(folder, reproduced.Experiment.Paper, FileOf(figure)), figure.Svg)),
        ];
    }

    /// <summary>Tables along the training are of checkpoints, which are not kept.</summary>
    private void KeepMoments(ReproducedExperiment reproduced)
    {
        if (reproduced.Experiment.Report.Figure != FigureForm.HeatmapOverTraining)
        {
            return;
        }

        foreach (ExperimentRun run in from arm in reproduced.Experiment.Arms
                                      from environment in reproduced.Experiment.Environments
                                      select reproduced.Runs.First(arm.Id, environment.Id))
        {
            if (run is not null && figures.MomentsOf(run) is { Count: > 0 } moments)
            {
                OneStepMoment.WriteAll(Path.Combine(KeptPathOf(run), OneStepMoment.File), moments);
            }
        }
    }

    private static string FileOf(Figure figure) => $"{figure.Name}.svg";

    private static ResultRecord RecordOf(ReproducedExperiment reproduced, TimeSpan judging, DateOnly today)
    {
        int Claims(Verdict verdict) => reproduced.Verdict.Claims.Count(claim => claim.Verdict == verdict);
        return new ResultRecord
        {
            Experiment = reproduced.Experiment.Name,
            Title = reproduced.Experiment.Title,
            Scope = reproduced.Scope,
            Holds = Claims(Verdict.Holds),
            DoesNotHold = Claims(Verdict.DoesNotHold),
            NotEnoughRuns = Claims(Verdict.NotEnoughRuns),
            CannotBeChecked = Claims(Verdict.CannotBeChecked),
            Runs = reproduced.Count.Done + reproduced.Count.Failed,
            RunsAsked = reproduced.Runs.All.Count,
            Date = today,
            Machine = Machine.Current.ToString(),
            Version = Build.Version,
            JudgingSeconds = Math.Round(judging.TotalSeconds, 1),
            Figures = [],
        };
    }

    private string BesidePage(Experiment experiment, string ending)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return Path.Combine(folder, experiment.Paper, experiment.Slug + ending);
    }

    private string LinkTo(ExperimentRun run) => $"../{Path.GetRelativePath(folder, KeptPathOf(run)).Replace('\\', '/')}";

    private string KeptPathOf(ExperimentRun run) => kept.Find(run.Asked)?.Path ?? Path.Combine(folder, CellsFolder, run.Asked.Folder);

    private void Keep(ExperimentRun run)
    {
        string target = KeptPathOf(run);
        Directory.CreateDirectory(target);
        IEnumerable<string> names = Directory.EnumerateFiles(run.State.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(run.State.Path, path).Replace('\\', '/'));
        bool failed = run.State.Progress == CellProgress.Failed;
        foreach (string file in names.Where(name => RunDirectory.IsOfResult(name) || (failed && name == RunDirectory.ProgressFile)).ToArray())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, file))!);
            AtomicFile.WriteAllBytes(Path.Combine(target, file), SharedReading.AllBytes(Path.Combine(run.State.Path, file)));
        }
    }
}

/// <summary>A file of a result.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Text">What is in it.</param>
public sealed record ResultFile(string Path, string Text);
