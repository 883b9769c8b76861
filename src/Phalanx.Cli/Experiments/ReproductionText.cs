using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;

namespace Phalanx.Cli.Experiments;

/// <summary>A reproduced experiment for people: our table beside what the paper prints, a line for every claim, and notes.</summary>
internal static class ReproductionText
{
    private const string Unreadable = "?";

    /// <summary>Prints an experiment.</summary>
    public static void Print(TextWriter output, ReproducedExperiment reproduced)
    {
        Experiment experiment = reproduced.Experiment;
        string reduced = reproduced.Verdict.IsReduced ? " (reduced)" : "";
        output.WriteLine();
        output.WriteLine($"{experiment.Name}{reduced}: {experiment.Title} ({experiment.Place})");
        foreach (ExperimentRun run in reproduced.Runs.All.Where(run => run.State.Progress == CellProgress.Damaged))
        {
            output.WriteLine($"damaged, and counted as missing: {run.State.Path}: {run.State.Damage}");
        }

        foreach (ExperimentRun run in reproduced.Runs.All.Where(run => run.State.Progress == CellProgress.Failed))
        {
            output.WriteLine($"failed, and counted as the worst: {Shown.Name(run.State.Path)}: {Shown.Sentence(run.State.Damage ?? "")}");
        }

        foreach (ArmTable table in ArmTable.All(reproduced))
        {
            PrintTable(output, table);
        }

        foreach (OutcomeTable table in OutcomeTable.All(reproduced))
        {
            PrintOutcomes(output, table);
        }

        foreach (LearnedTables tables in reproduced.Scope.EnvironmentsOf(experiment).SelectMany(environment => LearnedTables.All(reproduced, environment)))
        {
            PrintLearned(output, tables);
        }

        foreach (PaperTable table in experiment.PaperValues.Tables.Where(table => table.Arm is null))
        {
            PrintPaperTable(output, table);
        }

        foreach (string note in experiment.Notes)
        {
            output.WriteLine($"note: {note}");
        }

        output.WriteLine();
        ShownVerdicts.Print(output, reproduced.Verdict);
    }

    private static void PrintTable(TextWriter output, ArmTable table)
    {
        int width = Math.Max(3, table.Rows.Max(row => row.Arm.Label.Length));
        output.WriteLine();
        output.WriteLine(table.Environment.Title);
        output.WriteLine($"{"arm".PadRight(width)}  {"runs",4}  {table.Statistic}");
        foreach (ArmRow row in table.Rows)
        {
            output.WriteLine($"{row.Arm.Label.PadRight(width)}  {row.Runs,4}  {row.Result}{(row.Scores.Count > 0 ? $"; runs {row.ScoresInWords}" : "")}");
        }
    }

    /// <summary>How many runs came to what, and how many of the paper's.</summary>
    private static void PrintOutcomes(TextWriter output, OutcomeTable table)
    {
        int width = Math.Max(3, table.Rows.Max(row => row.Arm.Label.Length));
        output.WriteLine();
        output.WriteLine($"{"runs".PadRight(width)}  {string.Join(" / ", table.Outcomes)}");
        foreach (OutcomeRow row in table.Rows)
        {
            string papers = row.Papers.Count == 0 ? "" : $"; the paper's {string.Join(" / ", row.Papers.Select(Printed))}";
            output.WriteLine($"{row.Arm.Label.PadRight(width)}  {string.Join(" / ", row.Ours)}{papers}");
        }
    }

    /// <summary>What a run learned, on the left, and what the paper prints of that arm, on the right.</summary>
    private static void PrintLearned(TextWriter output, LearnedTables tables)
    {
        string[][] ours = [.. tables.Parts.Select(part => Lines(part.Ours, Rounded))];
        int width = ours.SelectMany(lines => lines).Select(line => line.Length).DefaultIfEmpty(0).Max();
        output.WriteLine();
        output.WriteLine($"{tables.Arm.Label}, seed {tables.Seed}{(tables.Printed.Length > 0 ? $", and the paper's {tables.Printed}" : "")}");
        for (int part = 0; part < tables.Parts.Count; part++)
        {
            string[] papers = Lines(tables.Parts[part].Papers, Printed);
            for (int row = 0; row < Math.Max(ours[part].Length, papers.Length); row++)
            {
                string name = row == 0 ? tables.Parts[part].Name : "";
                output.WriteLine($"  {name,-10}{ours[part].ElementAtOrDefault(row)?.PadRight(width) ?? new string(' ', width)}     {papers.ElementAtOrDefault(row)}".TrimEnd());
            }
        }
    }

    private static void PrintPaperTable(TextWriter output, PaperTable table)
    {
        output.WriteLine();
        output.WriteLine($"the paper's {table.Name} ({table.Source})");
        foreach (PaperTablePart part in table.Parts)
        {
            string[] lines = Lines(part.Rows, Printed);
            for (int row = 0; row < lines.Length; row++)
            {
                output.WriteLine($"  {(row == 0 ? part.Name : ""),-10}{lines[row]}");
            }
        }
    }

    private static string[] Lines(IReadOnlyList<IReadOnlyList<double?>> rows, Func<double?, string> written) =>
        [.. rows.Select(row => string.Concat(row.Select(value => $"{written(value),9}")))];

    // Two digits are what most papers print. Adding zero makes of a negative zero a plain one.
    private static string Rounded(double? value) => value is { } number ? (Math.Round(number, 2) + 0.0).ToString("0.00", CultureInfo.InvariantCulture) : Unreadable;

    private static string Printed(double? value) => value is { } number ? number.ToString("0.########", CultureInfo.InvariantCulture) : Unreadable;
}
