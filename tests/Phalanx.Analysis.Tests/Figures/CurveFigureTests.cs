using System.Xml.Linq;
using Phalanx.Analysis.Figures;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Figures;

public class CurveFigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly double[] X = [0, 50_000, 100_000];
    private static readonly Interval[] Band = [new(0, 2), new(1, 4), new(2, 8)];

    [Fact]
    public void A_curve_is_a_line_and_a_band_with_its_name_in_the_legend()
    {
        XElement picture = Draw(new CurveSeries("qmix <&> \"x\"", X, [1, 2, 5], Band));
        Assert.Equal("img", picture.Attribute("role")!.Value);
        Assert.Equal("What it shows", picture.Element(Svg + "title")!.Value);
        Assert.Equal("qmix <&> \"x\" ends at 5", picture.Element(Svg + "desc")!.Value);
        Assert.Contains("qmix <&> \"x\"", Texts(picture));
        Assert.Contains("100k", Texts(picture));
        Assert.Contains("steps", Texts(picture));
        Assert.Single(picture.Descendants(Svg + "polygon"));
        Assert.Equal("#0072b2", Assert.Single(Curves(picture)).Attribute("stroke")!.Value);
    }

    [Fact]
    public void Equal_curves_give_equal_bytes() => Assert.Equal(
        CurveFigure.Draw("f", "t", "x", "y", [new CurveSeries("a", X, [1, 2, 5], Band)]).Svg,
        CurveFigure.Draw("f", "t", "x", "y", [new CurveSeries("a", X, [1, 2, 5], Band)]).Svg);

    [Fact]
    public void The_bytes_are_those_that_were_looked_at() => Assert.Equal(
        File.ReadAllText(RepositoryRoot.At("tests/fixtures/figures/curves.svg")),
        CurveFigure.Draw("curves", "What it shows", "steps", "test return",
        [
            new CurveSeries("qmix", X, [1, 2, 5], Band),
            new CurveSeries("vdn", X, [0, 1, double.NaN], null) { Colour = 7 },
        ]).Svg);

    [Fact]
    public void Ids_begin_with_the_figure_s_name_so_that_figures_may_stand_in_one_page()
    {
        XElement picture = Draw(new CurveSeries("a", X, [1, 2, 5], Band));
        Assert.All(picture.Descendants().Attributes("id"), id => Assert.StartsWith("name-", id.Value, StringComparison.Ordinal));
        Assert.Contains(picture.Descendants().Attributes("clip-path"), clip => clip.Value.StartsWith("url(#name-c", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_number_is_a_gap_in_curve_and_band()
    {
        Interval none = new(double.NaN, double.NaN);
        XElement picture = Draw(new CurveSeries(
            "a", [1, 2, 3, 4, 5], [1, 1, double.NaN, 2, 2], [new(0, 1), new(0, 1), none, new(1, 2), new(1, 2)]));
        Assert.Equal(2, picture.Descendants(Svg + "polygon").Count());
        Assert.DoesNotContain("NaN", picture.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void From_the_seventh_on_colours_come_again_with_dashes()
    {
        XElement picture = Draw([.. Enumerable.Range(0, 8).Select(place => new CurveSeries($"s{place}", X, [place, place, place], null) { Colour = place })]);
        XElement[] lines = [.. Curves(picture)];
        Assert.Equal(8, lines.Length);
        Assert.Equal(8, lines.Select(line => (line.Attribute("stroke")!.Value, line.Attribute("stroke-dasharray")?.Value)).Distinct().Count());
        Assert.Equal(6, lines.Select(line => line.Attribute("stroke")!.Value).Distinct().Count());
        Assert.All(lines.Take(6), line => Assert.Null(line.Attribute("stroke-dasharray")));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(24, 5)]
    [InlineData(24, 30)]
    [InlineData(24, 200)]
    public void A_legend_of_many_names_leaves_the_plot_its_room(int curves, int letters)
    {
        XElement picture = Draw([.. Enumerable.Range(0, curves).Select(place => new CurveSeries($"{place}{new string('n', letters)}", X, [1, 2, 5], null))]);
        XElement plot = picture.Elements(Svg + "clipPath").Select(clip => clip.Element(Svg + "rect")!).Single(area => (double)area.Attribute("y")! is > 0 and < 30);
        Assert.InRange((double)plot.Attribute("height")!, 240, 300);
        Assert.Equal(curves, Texts(picture).Count(text => text.Contains("nnn", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_figure_has_a_ground_which_a_page_may_colour()
    {
        XElement ground = Draw().Elements(Svg + "rect").First();
        Assert.Equal(("ground-fill", "0", "620"), (ground.Attribute("class")!.Value, ground.Attribute("x")!.Value, ground.Attribute("width")!.Value));
    }

    [Fact]
    public void A_long_curve_is_drawn_with_fewer_points_and_keeps_its_ends()
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(step => (double)step)];
        CurveSeries thin = new CurveSeries("a", x, x, null).Thinned(200);
        Assert.Equal((200, 0.0, 999.0), (thin.X.Count, thin.X[0], thin.X[^1]));
        Assert.Equal(thin.X, thin.Y);
    }

    [Fact]
    public void No_curves_and_empty_curves_make_a_picture_too()
    {
        Assert.DoesNotContain("NaN", Draw().ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Draw(new CurveSeries("a", [], [], [])).ToString(), StringComparison.Ordinal);
    }

    private static XElement Draw(params CurveSeries[] series) => XElement.Parse(CurveFigure.Draw("name", "What it shows", "steps", "test return", series).Svg);

    /// <summary>The curves themselves: the lines of the legend have two points.</summary>
    private static IEnumerable<XElement> Curves(XElement picture) => picture.Descendants(Svg + "polyline")
        .Where(line => line.Attribute("stroke-width")!.Value == "2" && line.Attribute("points")!.Value.Split(' ').Length > 2);

    private static IEnumerable<string> Texts(XElement picture) => picture.Descendants(Svg + "text").Select(text => text.Value);
}
