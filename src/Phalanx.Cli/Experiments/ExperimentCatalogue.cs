using System.CommandLine;
using System.Text.Json.Nodes;
using Phalanx.Analysis.Experiments;
using Phalanx.Settings;

namespace Phalanx.Cli.Experiments;

/// <summary><c>phalanx list experiments</c>: tables, figures and theorems of the papers, with how long each takes.</summary>
internal sealed class ExperimentCatalogue : Command
{
    private readonly Library _library;
    private readonly JsonOption _json = new();

    public ExperimentCatalogue(Library library)
        : base("experiments", "What can be reproduced of the papers: tables, figures, theorems, and families of panels.")
    {
        _library = library;
        Add(_json);
        SetAction(result => Print(result.InvocationConfiguration.Output, result.GetValue(_json)));
    }

    private int Print(TextWriter output, bool json)
    {
        Row[] rows = [.. _library.Experiments.Names.Select(name => RowOf(_library.Experiments[name]))];
        if (json)
        {
            JsonDocuments.Write(output, new JsonObject { [Name] = new JsonArray([.. rows.Select(row => row.ToJson())]) });
            return ExitCode.Done;
        }

        int names = rows.Max(row => row.Name.Length);
        foreach (Row row in rows)
        {
            output.WriteLine($"{row.Name.PadRight(names)}  {ExperimentEstimate.Time(row.Estimate.Hours),8}  {row.Title}");
        }

        return ExitCode.Done;
    }

    private Row RowOf(NamedExperiments named)
    {
        Experiment first = named.Experiments[0];
        return new Row(
            named.Name,
            named.Family?.Title ?? first.Title,
            first.Paper,
            named.Family?.Place ?? first.Place,
            SettingName.Of(first.Kind.ToString()),
            ExperimentEstimate.Of(named.Experiments, _library));
    }

    private sealed record Row(string Name, string Title, string Paper, string Place, string Kind, ExperimentEstimate Estimate)
    {
        public JsonObject ToJson() => new()
        {
            ["name"] = Name,
            ["title"] = Title,
            ["paper"] = Paper,
            ["place"] = Place,
            ["kind"] = Kind,
            ["claims"] = Estimate.Claims,
            ["cells"] = Estimate.Cells,
            ["hours"] = Rounded(Estimate.Hours),
            ["hours_quick"] = Estimate.HoursQuick is { } quick ? Rounded(quick) : null,
        };

        private static double Rounded(double hours) => Math.Round(hours, 4);
    }
}
