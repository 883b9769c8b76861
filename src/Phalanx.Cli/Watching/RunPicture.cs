using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Phalanx.Cli.Watching;

/// <summary>
/// A run in a few lines: what it is, how far it is, its tests as curves over the whole run, and counts. What does not fit into the width is told
/// more shortly or left out.
/// </summary>
/// <param name="view">What is shown.</param>
/// <param name="margin">How many columns on the right stay free.</param>
internal sealed class RunPicture(RunView view, int margin = 0) : Renderable
{
    /// <summary>The least width that a picture is made for.</summary>
    public const int LeastWidth = 60;

    private const int LeastBar = 8;
    private const int LeastCurve = 10;
    private const int LongestLabel = 12;
    private const int MostErrorLines = 3;

    private static readonly Style Pale = new(Color.Grey);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Careful = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);

    private RunStatus? Status => view.Sighting.Status;

    private RunState State => view.Sighting.State;

    private Style StateStyle => State switch
    {
        RunState.Running or RunState.Done => Good,
        RunState.Failed => Bad,
        _ => Careful,
    };

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        bool first = true;
        int width = Math.Max(1, maxWidth - margin);
        foreach (Segment[] line in Lines(width))
        {
            if (!first)
            {
                yield return Segment.LineBreak;
            }

            first = false;
            int room = width;
            foreach (Segment segment in line)
            {
                if (Segment.Truncate(segment, room) is { Text.Length: > 0 } part)
                {
                    room -= part.CellCount();
                    yield return part;
                }
            }
        }
    }

    private IEnumerable<Segment[]> Lines(int width)
    {
        yield return Heading(width);
        yield return Progress(width);
        IReadOnlyList<PicturedCurve> curves = PicturedCurve.Of(view.Metrics);
        foreach (Segment[] curve in curves.Count == 0 ? [[new Segment("no test yet", Pale)]] : Curves(curves, width))
        {
            yield return curve;
        }

        yield return [new Segment(Counts(width))];
        foreach (string warning in curves.Select(curve => curve.Warning(view.Metrics.TEnv)).OfType<string>())
        {
            yield return [new Segment(warning, Careful)];
        }

        foreach (Segment[] line in Sentence("warning", State == RunState.Running ? Status?.Warning : null, Careful, width))
        {
            yield return line;
        }

        foreach (Segment[] line in Sentence("error", Status?.Error, Bad, width))
        {
            yield return line;
        }
    }

    private static IEnumerable<Segment[]> Sentence(string kind, string? sentence, Style style, int width) => sentence is null
        ? []
        : $"{kind}: {Shown.Sentence(sentence)}".Chunk(Math.Max(1, width)).Take(MostErrorLines).Select(part => new[] { new Segment(new string(part), style) });

    private Segment[] Heading(int width)
    {
        string title = view.Title.ToString();
        string folder = Shown.Name(view.Title.Folder);
        int room = width - new Segment(title).CellCount() - 2;
        if (folder.Length > room)
        {
            folder = room > LeastBar ? $"…{folder[^(room - 1)..]}" : "";
        }

        return [new Segment(title, new Style(decoration: Decoration.Bold)), new Segment(folder.PadLeft(Math.Max(0, room + 2)), Pale)];
    }

    private Segment[] Progress(int width)
    {
        long tEnv = view.TEnv;
        string tail = Tail();
        if (view.Steps is not { } steps || steps <= 0)
        {
            return [new Segment($"t_env {Quantities.Count(tEnv)}  "), new Segment(tail, StateStyle)];
        }

        double share = Math.Clamp((double)tEnv / steps, 0, 1);
        string percent = string.Create(CultureInfo.InvariantCulture, $" {Math.Floor(share * 100):F0} %  ");
        string speed = State == RunState.Running && Status?.StepsPerSecond is { } rate ? $"{Quantities.Rate(rate)} steps/s  " : "";
        string exactly = $"t_env {Quantities.Count(tEnv)} of {Quantities.Count(steps)}  ";
        string about = $"{Quantities.About(tEnv)} of {Quantities.About(steps)}  ";
        string[] forms = [exactly + speed, about + speed, about];
        string text = forms.FirstOrDefault(form => percent.Length + form.Length + tail.Length + LeastBar <= width, forms[^1]);
        int bar = Math.Max(LeastBar, width - percent.Length - text.Length - tail.Length);
        int full = (int)(share * bar);
        return
        [
            new Segment(new string('━', full), Good),
            new Segment(new string('─', bar - full), Pale),
            new Segment(percent + text),
            new Segment(tail, StateStyle),
        ];
    }

    /// <summary>How long it will take, or how it ended.</summary>
    private string Tail() => State switch
    {
        RunState.Running => Status?.SecondsLeft is { } left ? $"{Quantities.Duration(left)} left" : PhaseInWords(Status?.Phase),
        RunState.Done => Status is { } status ? $"done in {Quantities.Duration(status.WallSeconds)}" : "done",
        RunState.Interrupted => "interrupted",
        RunState.Failed => "failed",
        RunState.Stopped => $"stopped, silent for {Quantities.Duration(view.Sighting.Silence ?? TimeSpan.Zero)}",
        _ => view.Sighting.Silence is { } silence ? $"last row {Quantities.Duration(silence)} ago" : "nothing tells how far it is",
    };

    private static string PhaseInWords(RunPhase? phase) => phase switch
    {
        RunPhase.Learn => "learning",
        RunPhase.Test => "testing",
        RunPhase.Save => "saving",
        _ => "collecting",
    };

    private static IEnumerable<Segment[]> Curves(IReadOnlyList<PicturedCurve> curves, int width)
    {
        int label = Math.Min(LongestLabel, curves.Max(curve => curve.Label.Length)) + 2;
        int latest = curves.Max(curve => curve.Latest.Length);
        int best = curves.Max(curve => curve.Best.Length) is > 0 and int longest ? longest + 2 : 0;
        int room = width - label - 2 - latest;
        if (room - best < LeastCurve)
        {
            best = 0;
        }

        foreach (PicturedCurve curve in curves)
        {
            string line = Sparkline.Draw(curve.Values, Math.Max(1, room - best), curve.Range);
            string name = curve.Label.Length > LongestLabel ? curve.Label[..LongestLabel] : curve.Label;
            string end = $"  {curve.Latest.PadLeft(latest)}" + (best > 0 && curve.Best.Length > 0 ? $"  {curve.Best}" : "");
            yield return [new Segment(name.PadRight(label), Pale), new Segment(line.PadRight(Math.Max(1, room - best))), new Segment(end)];
        }
    }

    /// <summary>The latest figure of a column, which a run of an earlier version may not have.</summary>
    private double? Latest(string column) =>
        view.Metrics.Columns.Contains(column) ? view.Metrics[column].LastOrDefault(value => value is not null) : null;

    private string Counts(int width)
    {
        List<string> parts = [];
        if (Latest(MetricsColumns.Epsilon) is { } exploration)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"epsilon {exploration:0.###}"));
        }

        if (Status is { } status)
        {
            parts.Add($"episodes {Quantities.Count(status.Episodes)}");
            parts.Add($"training steps {Quantities.Count(status.TrainingSteps)}");
            parts.Add(status.Checkpoint is { } checkpoint ? $"checkpoint {Quantities.About(checkpoint)}" : "no checkpoint");
            if (State == RunState.Running)
            {
                parts.Add($"memory {Quantities.Memory(status.MemoryBytes)}");
            }
        }

        // How healthy the numbers are comes last: where the width is short, the rest matters more.
        if (Latest(MetricsColumns.GradNorm) is { } norm)
        {
            string clipped = Latest(MetricsColumns.ClippedShare) is > 0 and { } share
                ? string.Create(CultureInfo.InvariantCulture, $" ({100 * share:0.#} % clipped)")
                : "";
            parts.Add($"gradient {Quantities.Figure(norm)}{clipped}");
        }

        if (Latest(MetricsColumns.LargestValue) is { } largest)
        {
            parts.Add($"largest |Q| {Quantities.Figure(largest)}");
        }

        string line = "";
        foreach (string part in parts)
        {
            string longer = line.Length == 0 ? part : $"{line}  {part}";
            if (longer.Length > width)
            {
                break;
            }

            line = longer;
        }

        return line;
    }
}
