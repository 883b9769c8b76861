using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Figures;

/// <summary>Curves with their bands over one axis: learning curves and performance profiles.</summary>
public static class CurveFigure
{
    /// <summary>The most points that a curve is drawn with.</summary>
    public const int MostPoints = 200;

    private const int PlotHeight = 340;
    private const int LegendLine = 16;
    private const int LegendRoom = 6;
    private const byte BandOpacity = 48;

    /// <summary>Draws.</summary>
    /// <param name="name">The name of the figure.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="x">What the horizontal axis is.</param>
    /// <param name="y">What the vertical axis is.</param>
    /// <param name="series">The curves.</param>
    /// <param name="range">From where to where the vertical axis goes; null for as far as the curves go.</param>
    public static Figure Draw(string name, string title, string x, string y, IReadOnlyList<CurveSeries> series, Interval? range = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        var model = new PlotModel();
        model.Axes.Add(Figure.Axis(AxisPosition.Bottom, x));
        model.Axes.Add(Figure.Axis(AxisPosition.Left, y, range));
        model.Legends.Add(Figure.Legend());
        CurveSeries[] drawn = [.. series.Select(each => each.Thinned(MostPoints))];

        // Bands first, so that no band covers a curve.
        foreach (CurveSeries each in drawn)
        {
            AddBand(model, each);
        }

        foreach (CurveSeries each in drawn)
        {
            model.Series.Add(Line(each));
        }

        int lines = Figure.LegendLines(series.Select(NameInLegend));
        return Figure.Draw(name, title, Describe(series), model, PlotHeight + LegendRoom + (LegendLine * lines));
    }

    private static string Describe(IReadOnlyList<CurveSeries> series) => string.Join(
        "; ",
        series.Where(each => each.Y.Count > 0)
            .Select(each => $"{each.Label} {(each.IsReference ? "is" : "ends")} {(double.IsFinite(each.Y[^1]) ? $"at {Figure.Label(Math.Round(each.Y[^1], 3))}" : "without a number")}"));

    private static void AddBand(PlotModel model, CurveSeries series)
    {
        if (series.Band is null)
        {
            return;
        }

        // A gap in the curve is one in the band: areas cannot have holes.
        AreaSeries? area = null;
        for (int index = 0; index < series.X.Count; index++)
        {
            Interval band = series.Band[index];
            if (!double.IsFinite(band.Low) || !double.IsFinite(band.High))
            {
                area = null;
                continue;
            }

            if (area is null)
            {
                area = new AreaSeries
                {
                    Fill = OxyColor.FromAColor(BandOpacity, FigurePalette.SeriesAt(series.Colour)),
                    StrokeThickness = 0,
                    Color = OxyColors.Transparent,
                    Color2 = OxyColors.Transparent,
                    RenderInLegend = false,
                };
                model.Series.Add(area);
            }

            area.Points.Add(new DataPoint(series.X[index], band.Low));
            area.Points2.Add(new DataPoint(series.X[index], band.High));
        }
    }

    private static string NameInLegend(CurveSeries series) => TextWidths.Shorten(series.Label, Figure.FontSize, Figure.LegendWidth - 60);

    private static LineSeries Line(CurveSeries series)
    {
        var line = new LineSeries
        {
            Title = NameInLegend(series),
            Color = series.IsReference ? FigurePalette.Ink : FigurePalette.SeriesAt(series.Colour),
            LineStyle = series.IsReference ? LineStyle.Dash : FigurePalette.StyleAt(series.Colour),
            StrokeThickness = 2,
            MinimumSegmentLength = 0.5,
        };
        line.Points.AddRange(series.X.Zip(series.Y, (x, y) => new DataPoint(x, double.IsFinite(y) ? y : double.NaN)));
        return line;
    }
}
