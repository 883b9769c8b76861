using System.Globalization;
using Phalanx.Learning.Runs;
using Spectre.Console;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Results for people: a table that grows on a terminal, aligned lines where the output goes elsewhere.</summary>
internal static class BenchmarkTable
{
    private const int CellWidth = 14;

    private static readonly string[] Headings = ["value", "unit", "OpenBLAS", "ratio", "of peak", "allocated", "bar"];

    /// <summary>Prints each result as soon as it is there.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="openBlas">The library compared with, or null.</param>
    /// <param name="threads">How many threads were asked for.</param>
    /// <param name="names">The names of all the results to come.</param>
    /// <param name="results">The results, measured as they are enumerated.</param>
    public static void Print(
        TextWriter output, OpenBlasIdentity? openBlas, int threads, IReadOnlyList<string> names, IEnumerable<BenchmarkResult> results)
    {
        output.WriteLine($"{Tool.Name} {Build.Version}, {threads} thread{(threads == 1 ? "" : "s")}");
        output.WriteLine($"{Machine.Current}, {openBlas?.ToString() ?? "no OpenBLAS to compare with"}");
        output.WriteLine();
        List<BenchmarkResult> shown = [];
        IEnumerable<BenchmarkResult> asTheyCome = results.Select(result =>
        {
            shown.Add(result);
            return result;
        });
        if (Terminal.IsTerminal(output))
        {
            PrintTable(asTheyCome);
        }
        else
        {
            PrintLines(output, names.Max(name => name.Length), asTheyCome);
        }

        foreach (string reason in shown.Select(result => result.MissingFigureReason).OfType<string>().Distinct())
        {
            output.WriteLine();
            output.WriteLine(reason);
        }
    }

    private static void PrintTable(IEnumerable<BenchmarkResult> results)
    {
        Table table = new Table().AddColumn("name");
        foreach (string heading in Headings)
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        AnsiConsole.Live(table).Overflow(VerticalOverflow.Visible).Start(display =>
        {
            foreach (BenchmarkResult result in results)
            {
                table.AddRow([Markup.Escape(result.Name), .. Cells(result).Select(Markup.Escape)]);
                display.Refresh();
            }
        });
    }

    private static void PrintLines(TextWriter output, int nameWidth, IEnumerable<BenchmarkResult> results)
    {
        output.WriteLine(Line("name", Headings));
        foreach (BenchmarkResult result in results)
        {
            output.WriteLine(Line(result.Name, Cells(result)));
        }

        string Line(string name, IEnumerable<string> cells) =>
            (name.PadRight(nameWidth) + string.Concat(cells.Select(cell => cell.PadLeft(CellWidth)))).TrimEnd();
    }

    private static string[] Cells(BenchmarkResult result) =>
    [
        Number(result.Value, "F2"),
        result.Unit,
        Number(result.OpenBlas?.Rate, "F2"),
        Number(result.OpenBlas?.Ratio, "F2"),
        Number(result.PeakShare * 100, "F0", "%"),
        Number(result.AllocatedBytes, "F0", " B"),
        Number(result.Bar, "F2") + (result.Holds switch { true => " ok", false => " missed", null => "" }),
    ];

    private static string Number(double? value, string format, string suffix = "") =>
        value is null ? "" : value.Value.ToString(format, CultureInfo.InvariantCulture) + suffix;
}
