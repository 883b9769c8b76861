using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Figures;
using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Verdicts;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Results;

/// <summary>The page of a result: what was run where, our numbers beside the paper's, a verdict on every claim, and the runs that it rests on.</summary>
/// <param name="reproduced">The experiment with its runs and verdicts.</param>
/// <param name="record">Where and when it was made.</param>
/// <param name="figures">Its figures, which lie beside the page.</param>
/// <param name="pathOf">Where a run lies, seen from the page.</param>
internal sealed class ResultPage(ReproducedExperiment reproduced, ResultRecord record, IReadOnlyList<Figure> figures, Func<ExperimentRun, string> pathOf)
{
    private Experiment Experiment => reproduced.Experiment;

    /// <summary>The page.</summary>
    public string Text => string.Concat(
        $"# {Experiment.Name}: {Markdown.Text(Experiment.Title)}{(reproduced.Verdict.IsReduced ? " (reduced)" : "")}\n\n",
        $"{Capitalised(Experiment.Place)}. This page is written by the command below with `--write`; `phalanx show {Experiment.Name}` prints every setting with its source.\n\n",
        $"**{Capitalised(reproduced.Verdict.Summary)}.**\n\n",
        string.Concat(reproduced.Verdict.Remarks.Select(remark => $"{Capitalised(Markdown.Text(remark))}.\n\n")),
        Provenance(),
        string.Concat(figures.Select(figure => $"\n![{Markdown.Text(figure.Title)}]({figure.Name}.svg)\n")),
        Markdown.Section("Claims", Claims()),
        Markdown.Section("Results", Results()),
        Markdown.Section("How many runs came to what", Outcomes()),
        Markdown.Section("Tables", Tables()),
        Markdown.Section("What the paper prints", string.Join("\n", Experiment.PaperValues.Tables.Where(table => table.Arm is null).Select(Printed))),
        Markdown.Section("What is to be known", string.Concat(Experiment.Notes.Select(note => $"- {Markdown.Text(note)}\n"))),
        Markdown.Section("Runs", Runs()));

    private static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private string Provenance()
    {
        RunSummary[] summaries = [.. reproduced.Runs.All.Where(run => run.Figures is not null).Select(run => run.State.Summary).OfType<RunSummary>()];
        List<string[]> rows = [["command", $"`{ResultsFolder.CommandOf(Experiment, reproduced.Scope, trains: reproduced.Count.Missing == 0)}`"], ["date", record.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]];
        if (reproduced.Runs.All.Count > 0)
        {
            (int done, int missing, int failed) = reproduced.Count;
            rows.Add(["runs", $"{done} finished, {missing} missing{(failed > 0 ? $", {failed} failed" : "")}"]);
            rows.Add(["machine", string.Join("; ", summaries.Select(summary => summary.Machine.ToString()).Distinct().Select(Markdown.Text))]);
            rows.Add(["version", string.Join("; ", summaries.Select(summary => summary.Version).Distinct().Order(StringComparer.Ordinal).Select(Markdown.Text))]);
            rows.Add(["time", $"{Numbers.Time(summaries.Sum(summary => summary.WallSeconds))} of all runs together"]);
        }
        else
        {
            rows.Add(["machine", Markdown.Text(record.Machine)]);
            rows.Add(["version", Markdown.Text(record.Version)]);
            rows.Add(["time", Numbers.Time(record.JudgingSeconds)]);
        }

        return Markdown.Table(["", ""], rows);
    }

    private string Claims() => Markdown.Table(
        ["verdict", "claim", "decided by"],
        reproduced.Verdict.Claims.Select(claim => (IReadOnlyList<string>)
        [
            $"**{claim.Words}**", Markdown.Text($"{ClaimText.Says(claim.Claim)} ({claim.Claim.Place})"), Markdown.Text(VerdictText.Numbers(claim)),
        ]));

    private string Results() => string.Join("\n", ArmTable.All(reproduced).Select(table =>
    {
        bool scored = table.Rows.Any(row => row.Scores.Count > 0);
        string[] header = ["arm", "runs", Markdown.Text(table.Statistic), .. scored ? ["each run"] : Array.Empty<string>()];
        return $"{Markdown.Text(table.Environment.Title)}:\n\n" + Markdown.Table(header, table.Rows.Select(row => (IReadOnlyList<string>)
        [
            Markdown.Text(row.Arm.Label), row.Runs.ToString(CultureInfo.InvariantCulture), Markdown.Text(row.Result), .. scored ? [row.ScoresInWords] : Array.Empty<string>(),
        ]));
    }));

    private string Outcomes() => string.Join("\n", OutcomeTable.All(reproduced).Select(table => Markdown.Table(
        ["arm", .. table.Outcomes.Select(outcome => $"{Markdown.Text(outcome)}, here"), .. table.Outcomes.Select(outcome => $"{Markdown.Text(outcome)}, paper")],
        table.Rows.Select(row => (IReadOnlyList<string>)
        [
            Markdown.Text(row.Arm.Label),
            .. row.Ours.Select(count => Numbers.Shown(count)),
            .. table.Outcomes.Select((_, index) => row.Papers.Count == 0 ? Numbers.None : Cell(row.Papers[index], Numbers.Printed)),
        ]))));

    /// <summary>Learned tables beside printed ones; those of arms of which the paper prints none are in the figure.</summary>
    private string Tables()
    {
        IEnumerable<LearnedTables> tables = reproduced.Scope.EnvironmentsOf(Experiment)
            .SelectMany(environment => LearnedTables.All(reproduced, environment))
            .Where(table => table.Printed.Length > 0);
        return string.Join("\n", tables.Select(table => $"{Markdown.Text(table.Arm.Label)}, seed {table.Seed}, beside {Markdown.Text(table.Printed)}:\n\n" + Markdown.Table(
            ["", "here", "paper"], table.Parts.Where(part => part.Papers.Count > 0).Select(part => (IReadOnlyList<string>)[part.Name, Cells(part.Ours, Rounded), Cells(part.Papers, Numbers.Printed)]))));
    }

    private static string Printed(PaperTable table) => $"{table.Name} ({Markdown.Text(table.Source)}):\n\n" + Markdown.Table(
        ["", "paper"], table.Parts.Select(part => (IReadOnlyList<string>)[part.Name, Cells(part.Rows, Numbers.Printed)]));

    private static string Cells(IReadOnlyList<IReadOnlyList<double?>> rows, Func<double, string> written) => rows.Count == 0
        ? Numbers.None
        : string.Join("<br>", rows.Select(row => string.Join(", ", row.Select(value => Cell(value, written)))));

    private static string Cell(double? value, Func<double, string> written) => value is { } number ? written(number) : "?";

    // As many digits as most papers print; a negative zero becomes a plain one.
    private static string Rounded(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    private string Runs() => Markdown.Table(
        ["arm", "environment", "seeds", "steps", "folder"],
        from run in reproduced.Runs.All
        where run.Figures is not null
        group run by (run.Cell.Arm, run.Cell.Environment, Folder: ParentOf(pathOf(run))) into runs
        select (IReadOnlyList<string>)
        [
            Markdown.Text(runs.Key.Arm.Label),
            Markdown.Text(runs.Key.Environment.Title),
            string.Join(", ", runs.Select(run => run.Cell.Seed)),
            Numbers.Shown(runs.First().Asked.Steps),
            Markdown.Link(runs.Key.Folder.TrimStart('.', '/'), runs.Key.Folder),
        ]);

    private static string ParentOf(string path) => path[..path.LastIndexOf('/')];
}
