using System.Globalization;
using System.Net;
using System.Text;
using OxyPlot;

namespace Phalanx.Analysis.Figures;

/// <summary>
/// What OxyPlot draws on: SVG with text as text, coordinates to a tenth, and colours as classes where a page may change them. Its own
/// exporter measures text by fonts of the machine, and names clipped areas alike in all figures of a page.
/// </summary>
/// <param name="name">The figure's name, which ids begin with.</param>
internal sealed class SvgCanvas(string name) : ClippingRenderContext
{
    private readonly StringBuilder _body = new();
    private readonly List<OxyRect> _clips = [];
    private bool _clipped;

    /// <summary>The picture as an element that may stand in a page or, with the namespace that it declares, alone in a file.</summary>
    /// <param name="width">How wide it is.</param>
    /// <param name="height">How high it is.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What is to be seen in it, in words.</param>
    public string Close(int width, int height, string title, string description)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-labelledby=\"{name}-t {name}-d\" font-family=\"system-ui, sans-serif\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{name}-t\">{Escape(title)}</title>\n<desc id=\"{name}-d\">{Escape(description)}</desc>\n");
        for (int clip = 0; clip < _clips.Count; clip++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{name}-c{clip}\"><rect {Corner(_clips[clip])}/></clipPath>\n");
        }

        return svg.Append(_body).Append("</svg>\n").ToString();
    }

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) => TextWidths.Measure(text, fontSize, fontWeight);

    public override void DrawLine(
        IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
        if (points.Count < 2 || stroke.IsInvisible() || thickness <= 0)
        {
            return;
        }

        string dashes = dashArray is null ? "" : $" stroke-dasharray=\"{string.Join(' ', dashArray.Select(dash => Text(dash * thickness)))}\"";
        Line($"<polyline points=\"{Points(points)}\" fill=\"none\"{Paint("stroke", stroke)} stroke-width=\"{Text(thickness)}\"{dashes}/>");
    }

    public override void DrawPolygon(
        IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin) =>
        Line($"<polygon points=\"{Points(points)}\"{Shape(fill, stroke, thickness)}/>");

    public override void DrawEllipse(OxyRect extents, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode) => Line(
        $"<ellipse cx=\"{Text(extents.Center.X)}\" cy=\"{Text(extents.Center.Y)}\" rx=\"{Text(extents.Width / 2)}\" ry=\"{Text(extents.Height / 2)}\"{Shape(fill, stroke, thickness)}/>");

    public override void DrawRectangle(OxyRect rectangle, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode)
    {
        if (!fill.IsInvisible() || (!stroke.IsInvisible() && thickness > 0))
        {
            Line($"<rect {Corner(rectangle)}{Shape(fill, stroke, thickness)}/>");
        }
    }

    public override void DrawText(
        ScreenPoint p, string text, OxyColor fill, string fontFamily, double fontSize, double fontWeight, double rotation, HorizontalAlignment horizontalAlignment, VerticalAlignment verticalAlignment, OxySize? maxSize)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        // Lines stand on their baselines; those of a viewer's own would depend on its font.
        string[] lines = text.Split('\n');
        double height = lines.Length * fontSize * 1.2;
        double first = (verticalAlignment switch { VerticalAlignment.Top => 0, VerticalAlignment.Middle => -height / 2, _ => -height }) + fontSize;
        string anchor = horizontalAlignment switch { HorizontalAlignment.Left => "start", HorizontalAlignment.Center => "middle", _ => "end" };
        string turn = rotation == 0 ? "" : $" rotate({Text(rotation)})";
        string weight = fontWeight > 500 ? " font-weight=\"bold\"" : "";
        for (int line = 0; line < lines.Length; line++)
        {
            double y = first + (line * fontSize * 1.2);
            Line($"<text transform=\"translate({Text(p.X)} {Text(p.Y)}){turn}\" y=\"{Text(y)}\" text-anchor=\"{anchor}\" font-size=\"{Text(fontSize)}\"{weight}{Paint("fill", fill)}>{Escape(lines[line])}</text>");
        }
    }

    protected override void SetClip(OxyRect clippingRectangle)
    {
        int clip = _clips.IndexOf(clippingRectangle);
        if (clip < 0)
        {
            clip = _clips.Count;
            _clips.Add(clippingRectangle);
        }

        Line($"<g clip-path=\"url(#{name}-c{clip})\">");
        _clipped = true;
    }

    protected override void ResetClip()
    {
        if (_clipped)
        {
            Line("</g>");
            _clipped = false;
        }
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Text(double number) => (Math.Round(number, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Points(IList<ScreenPoint> points) => string.Join(' ', points.Select(point => $"{Text(point.X)},{Text(point.Y)}"));

    private static string Corner(OxyRect area) => $"x=\"{Text(area.Left)}\" y=\"{Text(area.Top)}\" width=\"{Text(area.Width)}\" height=\"{Text(area.Height)}\"";

    private static string Shape(OxyColor fill, OxyColor stroke, double thickness) =>
        Paint("fill", fill) + (stroke.IsInvisible() || thickness <= 0 ? "" : $"{Paint("stroke", stroke)} stroke-width=\"{Text(thickness)}\"");

    private static string Paint(string property, OxyColor colour)
    {
        if (colour.IsInvisible())
        {
            return $" {property}=\"none\"";
        }

        string opacity = colour.A == 255 ? "" : string.Create(CultureInfo.InvariantCulture, $" {property}-opacity=\"{colour.A / 255.0:0.##}\"");
        string kind = FigurePalette.ClassOf(colour) is { } name ? $" class=\"{name}-{property}\"" : "";
        return string.Create(CultureInfo.InvariantCulture, $" {property}=\"#{colour.R:x2}{colour.G:x2}{colour.B:x2}\"{opacity}{kind}");
    }

    private void Line(string element) => _body.Append(element).Append('\n');
}
