using System.Globalization;
using System.Net;
using System.Text;
using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Draws a frame as SVG: a document of its own, the same bytes for the same frame everywhere.</summary>
public static class FrameSvg
{
    private const double LongSide = 320;
    private const double Margin = 8;
    private const double CaptionHeight = 20;

    // Where an item looks, a stroke leads from its centre to a little beyond its edge; in sizes of the item.
    private const double Nose = 5.0 / 6;

    /// <summary>The frame as an SVG document.</summary>
    public static string Draw(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        double scale = LongSide / Math.Max(frame.Width, frame.Height);
        (double width, double height) = (frame.Width * scale, frame.Height * scale);
        double caption = frame.Caption.Length > 0 ? CaptionHeight : 0;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width + (2 * Margin):0.##}\" height=\"{height + (2 * Margin) + caption:0.##}\" font-family=\"sans-serif\" text-anchor=\"middle\">");
        Line(svg, $"<g transform=\"translate({Margin} {Margin})\">");
        Line(svg, $"<rect width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"#fbfaf7\" stroke=\"#8a8578\"/>");
        if (frame.Grid)
        {
            DrawGrid(svg, frame, scale);
        }

        bool targetsDrawn = false;
        foreach (FrameItem item in frame.Items.Where(IsShown))
        {
            // Lines to targets lie on the ground and below all that stands on it.
            if (!targetsDrawn && item.Role is not (FrameRole.Ground or FrameRole.Obstacle))
            {
                DrawTargets(svg, frame, scale);
                targetsDrawn = true;
            }

            Draw(svg, item, scale);
        }

        if (caption > 0)
        {
            Line(svg, $"<text x=\"{width / 2:0.##}\" y=\"{height + 16:0.##}\" font-size=\"12\" fill=\"#444\">{WebUtility.HtmlEncode(frame.Caption)}</text>");
        }

        svg.Append("</g>\n</svg>\n");
        return svg.ToString();
    }

    /// <summary>Whether a picture of one step shows an item: what is down is gone, except an agent that is only out of action.</summary>
    internal static bool IsShown(FrameItem item) => !item.Down || item.Role == FrameRole.IdleAgent;

    private static void DrawTargets(StringBuilder svg, Frame frame, double scale)
    {
        foreach (FrameItem item in frame.Items.Where(item => item.TargetId is not null && IsShown(item)))
        {
            for (int place = 0; place < frame.Items.Count; place++)
            {
                if (frame.IdOf(place) == item.TargetId)
                {
                    DrawLine(svg, item, frame.Items[place].X, frame.Items[place].Y, scale);
                }
            }
        }
    }

    private static void DrawLine(StringBuilder svg, FrameItem item, double endX, double endY, double scale) => Line(
        svg,
        $"<path d=\"M{item.X * scale:0.##} {item.Y * scale:0.##}L{endX * scale:0.##} {endY * scale:0.##}\" stroke=\"{ColourOf(item.Role)}\" stroke-width=\"2\"/>");

    private static void DrawGrid(StringBuilder svg, Frame frame, double scale)
    {
        svg.Append("<path stroke=\"#e2ded3\" d=\"");
        for (int column = 1; column < frame.Width; column++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{column * scale:0.##} 0V{frame.Height * scale:0.##}");
        }

        for (int row = 1; row < frame.Height; row++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M0 {row * scale:0.##}H{frame.Width * scale:0.##}");
        }

        svg.Append("\"/>\n");
    }

    private static void Draw(StringBuilder svg, FrameItem item, double scale)
    {
        (double x, double y, double half) = (item.X * scale, item.Y * scale, item.Size * scale / 2);
        string colour = ColourOf(item.Role);
        if (item.Facing is { } facing)
        {
            double beyond = Nose * item.Size;
            DrawLine(svg, item, item.X + (beyond * Elementary.Cos(facing)), item.Y + (beyond * Elementary.Sin(facing)), scale);
        }

        switch (item.Shape)
        {
            case FrameShape.Disc:
                Line(svg, $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{half:0.##}\" fill=\"{colour}\"/>");
                break;
            case FrameShape.Ring:
                Line(svg, $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{half:0.##}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
                break;
            case FrameShape.Square:
                Line(svg, $"<rect x=\"{x - half:0.##}\" y=\"{y - half:0.##}\" width=\"{2 * half:0.##}\" height=\"{2 * half:0.##}\" fill=\"{colour}\"/>");
                break;
            case FrameShape.Diamond:
                Line(svg, $"<path d=\"M{x:0.##} {y - half:0.##}L{x + half:0.##} {y:0.##}L{x:0.##} {y + half:0.##}L{x - half:0.##} {y:0.##}Z\" fill=\"{colour}\"/>");
                break;
            default:
                DrawLine(svg, item, item.To?.X ?? item.X, item.To?.Y ?? item.Y, scale);
                break;
        }

        if (item.Fill is { } fill)
        {
            Line(svg, $"<rect x=\"{x - half:0.##}\" y=\"{y - half - 5:0.##}\" width=\"{2 * half * Math.Clamp(fill, 0, 1):0.##}\" height=\"3\" fill=\"#3d9a50\"/>");
        }

        if (item.Label.Length > 0)
        {
            double size = Math.Clamp(half, 7, 16);
            string ink = item.Shape is FrameShape.Ring or FrameShape.Line || item.Role is FrameRole.Ground or FrameRole.IdleAgent ? "#333" : "#fff";
            Line(svg, $"<text x=\"{x:0.##}\" y=\"{y + (size * 0.36):0.##}\" font-size=\"{size:0.##}\" fill=\"{ink}\">{WebUtility.HtmlEncode(item.Label)}</text>");
        }
    }

    /// <summary>Colours that people who confuse red and green can tell apart too.</summary>
    private static string ColourOf(FrameRole role) => role switch
    {
        FrameRole.Agent => "#0072b2",
        FrameRole.IdleAgent => "#a9c6d8",
        FrameRole.Opponent => "#d55e00",
        FrameRole.Target => "#009e73",
        FrameRole.Hazard => "#cc79a7",
        FrameRole.Obstacle => "#5c574c",
        FrameRole.Ground => "#e6e0cf",
        _ => "#e69f00",
    };

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
