using OxyPlot;

namespace Phalanx.Analysis.Figures;

/// <summary>
/// The colours of figures. Series have those of M. Okabe and K. Ito, which also people tell apart who see fewer colours; from the seventh on
/// they come again with dashes. Ink, grid and ground have classes, so that a page can give them other colours in the dark.
/// </summary>
internal static class FigurePalette
{
    private static readonly OxyColor[] Series =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xb2),
        OxyColor.FromRgb(0xd5, 0x5e, 0x00),
        OxyColor.FromRgb(0x00, 0x9e, 0x73),
        OxyColor.FromRgb(0xcc, 0x79, 0xa7),
        OxyColor.FromRgb(0xe6, 0x9f, 0x00),
        OxyColor.FromRgb(0x56, 0xb4, 0xe9),
    ];

    private static readonly LineStyle[] Styles = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot, LineStyle.LongDash, LineStyle.DashDotDot];

    public static OxyColor Ink { get; } = OxyColor.FromRgb(0x1b, 0x1b, 0x1b);

    public static OxyColor Grid { get; } = OxyColor.FromRgb(0xdd, 0xdd, 0xdd);

    public static OxyColor Ground { get; } = OxyColor.FromRgb(0xff, 0xff, 0xff);

    public static OxyColor SeriesAt(int index) => Series[index % Series.Length];

    public static LineStyle StyleAt(int index) => Styles[index / Series.Length % Styles.Length];

    /// <summary>The class of a colour; null for one that is the same in the light and in the dark.</summary>
    public static string? ClassOf(OxyColor colour)
    {
        var opaque = OxyColor.FromAColor(255, colour);
        return opaque == Ink ? "ink" : opaque == Grid ? "grid" : opaque == Ground ? "ground" : null;
    }
}
