using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Figures;

/// <summary>A row of an interval figure.</summary>
/// <param name="Label">What the row is called.</param>
/// <param name="Value">The number.</param>
/// <param name="Interval">Its interval; null where there is none.</param>
/// <param name="Colour">Its place among the colours.</param>
public sealed record IntervalRow(string Label, double Value, Interval? Interval, int Colour);

/// <summary>Numbers with their intervals, one below the other: aggregates, differences and probabilities of improvement.</summary>
public static class IntervalFigure
{
    private const int RowHeight = 26;
    private const int MarginsHeight = 84;
    private const int LabelRoom = 260;

    /// <summary>Draws.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="x">What the axis is.</param>
    /// <param name="rows">The rows, the first on top; at least one.</param>
    /// <param name="line">Where a line stands to compare with, such as that of no difference; null for none.</param>
    /// <param name="range">From where to where the axis goes; null for as far as rows and line go.</param>
    public static Figure Draw(string name, string title, string x, IReadOnlyList<IntervalRow> rows, double? line = null, Interval? range = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count);
        var model = new PlotModel();
        model.Axes.Add(Figure.Axis(AxisPosition.Bottom, x, range ?? (line is { } compared ? Around(rows, compared) : null)));
        model.Axes.Add(RowAxis(rows));
        for (int row = 0; row < rows.Count; row++)
        {
            Add(model, rows[row], row);
        }

        if (line is { } at)
        {
            model.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Vertical,
                X = at,
                Color = FigurePalette.Ink,
                LineStyle = LineStyle.Dash,
                StrokeThickness = 1,
            });
        }

        return Figure.Draw(name, title, Describe(rows), model, MarginsHeight + (RowHeight * rows.Count));
    }

    private static LinearAxis RowAxis(IReadOnlyList<IntervalRow> rows)
    {
        LinearAxis axis = Figure.Axis(AxisPosition.Left, "");
        (axis.Minimum, axis.Maximum) = (-0.6, rows.Count - 0.4);
        (axis.StartPosition, axis.EndPosition) = (1, 0);
        (axis.MajorStep, axis.MajorTickSize, axis.MajorGridlineStyle) = (1, 0, LineStyle.None);
        axis.LabelFormatter = value => Math.Round(value) is var row && Math.Abs(value - row) < 0.01 && row >= 0 && row < rows.Count ? TextWidths.ShortenMiddle(rows[(int)row].Label, Figure.FontSize, LabelRoom) : "";
        return axis;
    }

    private static void Add(PlotModel model, IntervalRow row, int place)
    {
        OxyColor colour = FigurePalette.SeriesAt(row.Colour);
        if (row.Interval is { } interval)
        {
            var bar = new LineSeries { Color = colour, StrokeThickness = 4, RenderInLegend = false };
            bar.Points.Add(new DataPoint(interval.Low, place));
            bar.Points.Add(new DataPoint(interval.High, place));
            model.Series.Add(bar);
        }

        var mark = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 5, MarkerFill = colour, MarkerStroke = FigurePalette.Ink, MarkerStrokeThickness = 1, RenderInLegend = false };
        mark.Points.Add(new ScatterPoint(row.Value, place));
        model.Series.Add(mark);
    }

    private static string Describe(IReadOnlyList<IntervalRow> rows) => string.Join("; ", rows.Select(row =>
        $"{row.Label} {Figure.Label(Math.Round(row.Value, 3))}"
        + (row.Interval is { } interval ? $", {Figure.Label(Math.Round(interval.Low, 3))} to {Figure.Label(Math.Round(interval.High, 3))}" : "")));

    private static Interval Around(IReadOnlyList<IntervalRow> rows, double line)
    {
        double low = Math.Min(line, rows.Min(row => Math.Min(row.Value, row.Interval?.Low ?? row.Value)));
        double high = Math.Max(line, rows.Max(row => Math.Max(row.Value, row.Interval?.High ?? row.Value)));
        return high > low ? new Interval(low, high) : new Interval(line - 1, line + 1);
    }
}
