using System.Globalization;
using System.Text.RegularExpressions;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Runs;

/// <summary>Which number of a run a <see cref="RunFigure"/> is.</summary>
public enum RunFigureKind
{
    /// <summary>The closing test.</summary>
    Final,

    /// <summary>The mean of the last rows.</summary>
    Tail,

    /// <summary>The greatest value of a row.</summary>
    Best,

    /// <summary>The least value of a row.</summary>
    Worst,

    /// <summary>The last row that is not later than a step.</summary>
    At,

    /// <summary>The first step that reaches a threshold, confirmed by the next row.</summary>
    First,

    /// <summary>The mean of all rows.</summary>
    Auc,
}

/// <summary>
/// A number that stands for a whole run: <c>final.return</c>, <c>tail.win</c>, <c>best.return</c>, <c>worst.return</c>, <c>at(200000).return</c>,
/// <c>at(25 %).return</c>, <c>first(30).return</c>, <c>auc.win</c>. Without a metric it is the return.
/// </summary>
public sealed partial record RunFigure
{
    /// <summary>Which number.</summary>
    public required RunFigureKind Kind { get; init; }

    /// <summary>Of what, by a name as in <see cref="MetricName"/>.</summary>
    public string Metric { get; init; } = MetricName.Return;

    /// <summary>The step of <see cref="RunFigureKind.At"/> or the threshold of <see cref="RunFigureKind.First"/>.</summary>
    public double Argument { get; init; }

    /// <summary>Whether <see cref="Argument"/> is a part of the run's length, in per cent.</summary>
    public bool Percent { get; init; }

    /// <summary>How many rows a tail has.</summary>
    public int Rows { get; init; } = RunCurve.TailRows;

    /// <summary>The first step that counts for <see cref="RunFigureKind.Best"/> and <see cref="RunFigureKind.Worst"/>.</summary>
    public long After { get; init; }

    /// <summary>The last step that counts for <see cref="RunFigureKind.Best"/> and <see cref="RunFigureKind.Worst"/>.</summary>
    public long Until { get; init; } = long.MaxValue;

    /// <summary>Reads the notation.</summary>
    /// <param name="text">The notation.</param>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static RunFigure Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Notation().Match(text);
        bool takesArgument = match.Groups["kind"].Value is "at" or "first";
        if (!match.Success
            || takesArgument != match.Groups["argument"].Success
            || (match.Groups["percent"].Length > 0 && match.Groups["kind"].Value != "at"))
        {
            throw new UserErrorException(
                $"'{text}' is no figure of a run; allowed are final, tail, best, worst, at(STEP), first(THRESHOLD) and auc, each with a metric, as in tail.return");
        }

        return new RunFigure
        {
            Kind = Enum.Parse<RunFigureKind>(match.Groups["kind"].Value, ignoreCase: true),
            Metric = match.Groups["metric"].Success ? match.Groups["metric"].Value : MetricName.Return,
            Argument = takesArgument ? double.Parse(match.Groups["argument"].Value, CultureInfo.InvariantCulture) : 0,
            Percent = match.Groups["percent"].Length > 0,
        };
    }

    /// <summary>The number of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="upTo">Take the run as if it had ended here; it then has no closing test, unless this is its own end.</param>
    /// <returns>Null where the run has none.</returns>
    public double? Of(FinishedRun run, long upTo = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunCurve curve = run.Curve(Metric).UpTo(upTo);
        return Kind switch
        {
            RunFigureKind.Final => upTo >= run.Steps ? run.Final(Metric) : null,
            RunFigureKind.Tail => curve.Tail(Rows),
            RunFigureKind.Best => curve.Best(After, Until),
            RunFigureKind.Worst => curve.Worst(After, Until),
            RunFigureKind.At => curve.At(Percent ? Math.Min(run.Steps, upTo) * Argument / 100 : Argument),
            RunFigureKind.First => curve.First(Argument),
            _ => curve.Area(),
        };
    }

    [GeneratedRegex(@"^(?<kind>final|tail|best|worst|at|first|auc)(\(\s*(?<argument>-?\d+(\.\d+)?)\s*(?<percent>%?)\s*\))?(\.(?<metric>\w+))?$")]
    private static partial Regex Notation();
}
