using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace Phalanx.Analysis.Figures;

/// <summary>A picture.</summary>
/// <param name="Name">A name of letters, digits and dashes, of which ids and the name of a file are made.</param>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Svg">The picture: an element of SVG, which may stand in a page or alone in a file.</param>
public sealed record Figure(string Name, string Title, string Svg)
{
    /// <summary>How wide a figure is.</summary>
    public const int Width = 620;

    private const double FontSize = 13;

    /// <summary>Draws a model.</summary>
    internal static Figure Draw(string name, string title, string description, PlotModel model, int height)
    {
        model.DefaultFontSize = FontSize;
        model.Background = FigurePalette.Ground;
        model.TextColor = FigurePalette.Ink;
        model.PlotAreaBorderColor = FigurePalette.Grid;
        model.Padding = new OxyThickness(8, 12, 20, 8);
        var canvas = new SvgCanvas(name);
        IPlotModel plot = model;
        plot.Update(true);
        plot.Render(canvas, new OxyRect(0, 0, Width, height));
        return new Figure(name, title, canvas.Close(Width, height, title, description));
    }

    /// <summary>An axis of numbers.</summary>
    internal static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = 9,
        MinorTickSize = 0,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = FigurePalette.Grid,
        TicklineColor = FigurePalette.Grid,
        AxislineColor = FigurePalette.Grid,
        MaximumPadding = 0.02,
        MinimumPadding = 0.02,
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
        LegendItemSpacing = 20,
        LegendSymbolLength = 24,
    };

    /// <summary>A number as an axis shows it: <c>100k</c>, <c>1.5M</c>.</summary>
    internal static string Label(double value)
    {
        double size = Math.Abs(value);
        (double scale, string unit) = size >= 999_999.5 ? (1e6, "M") : size >= 9_999.5 ? (1e3, "k") : (1, "");
        return (Math.Round(value / scale, 4) + 0.0).ToString("0.####", CultureInfo.InvariantCulture) + unit;
    }
}
