using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Figures;

/// <summary>A picture.</summary>
/// <param name="Name">A name of letters, digits and dashes, of which ids and the name of a file are made.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Svg">The picture: an element of SVG, which may stand in a page or alone in a file.</param>
public sealed record Figure(string Name, string Title, string Svg)
{
    /// <summary>How wide a figure is.</summary>
    public const int Width = 620;

    /// <summary>How high its letters are.</summary>
    internal const double FontSize = 13;

    /// <summary>How much room a legend has from side to side.</summary>
    internal const int LegendWidth = 500;

    private const double Padding = 0.02;
    private const int SymbolLength = 24;
    private const int ItemSpacing = 20;

    /// <summary>Draws a model.</summary>
    internal static Figure Draw(string name, string title, string description, PlotModel model, int height)
    {
        model.DefaultFontSize = FontSize;
        model.Background = FigurePalette.Ground;
        model.TextColor = FigurePalette.Ink;
        model.PlotAreaBorderColor = FigurePalette.Grid;
        model.Padding = new OxyThickness(8, 12, 20, 8);
        var canvas = new SvgCanvas(name);
        var whole = new OxyRect(0, 0, Width, height);

        // A plot leaves its ground to its viewer. A file that stands alone would have none, and be dark on dark in some.
        canvas.DrawRectangle(whole, model.Background, OxyColors.Undefined, 0, EdgeRenderingMode.Automatic);
        IPlotModel plot = model;
        plot.Update(true);
        plot.Render(canvas, whole);
        return new Figure(name, title, canvas.Close(Width, height, title, description));
    }

    /// <summary>An axis of numbers, from where to where it goes or as far as they go, and a little farther.</summary>
    internal static LinearAxis Axis(AxisPosition position, string title, Interval? range = null) => new()
    {
        Minimum = range is { } from ? from.Low - (Padding * (from.High - from.Low)) : double.NaN,
        Maximum = range is { } to ? to.High + (Padding * (to.High - to.Low)) : double.NaN,
        Position = position,
        Title = title,
        AxisTitleDistance = 9,
        MinorTickSize = 0,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = FigurePalette.Grid,
        TicklineColor = FigurePalette.Grid,
        AxislineColor = FigurePalette.Grid,
        MaximumPadding = Padding,
        MinimumPadding = Padding,
        LabelFormatter = Label,
    };

    /// <summary>A legend below the axes, where it hides no curve.</summary>
    internal static Legend Legend() => new()
    {
        LegendPlacement = LegendPlacement.Outside,
        LegendPosition = LegendPosition.BottomLeft,
        LegendOrientation = LegendOrientation.Horizontal,
        LegendBackground = OxyColors.Undefined,
        LegendBorderThickness = 0,
        LegendPadding = 4,
        LegendMargin = 4,
        LegendItemSpacing = ItemSpacing,
        LegendSymbolLength = SymbolLength,
    };

    /// <summary>How many lines a legend takes, in which each name follows the one before where there is room.</summary>
    internal static int LegendLines(IEnumerable<string> names)
    {
        (int lines, double end) = (0, double.PositiveInfinity);
        foreach (double width in names.Select(name => TextWidths.Measure(name, FontSize, 400).Width + SymbolLength + ItemSpacing))
        {
            (lines, end) = end + width > LegendWidth ? (lines + 1, width) : (lines, end + width);
        }

        return lines;
    }

    /// <summary>A number as an axis shows it: <c>100k</c>, <c>1.5M</c>.</summary>
    internal static string Label(double value)
    {
        double size = Math.Abs(value);
        (double scale, string unit) = size >= 999_999.5 ? (1e6, "M") : size >= 9_999.5 ? (1e3, "k") : (1, "");
        return (Math.Round(value / scale, 4) + 0.0).ToString("0.####", CultureInfo.InvariantCulture) + unit;
    }
}
