using System.Xml.Linq;
using Phalanx.Analysis.Figures;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Figures;

public class IntervalFigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_row_has_its_name_and_mark_and_those_with_an_interval_a_bar()
    {
        XElement picture = XElement.Parse(IntervalFigure.Draw(
            "name", "title", "probability", [new IntervalRow("a > b", 0.75, new Interval(0.5, 1), 0), new IntervalRow("a > c", 0.6, null, 1)], line: 0.5).Svg);
        string[] texts = [.. picture.Descendants(Svg + "text").Select(text => text.Value)];
        Assert.Contains("a > b", texts);
        Assert.Contains("a > c", texts);
        Assert.Equal("a > b 0.75, 0.5 to 1; a > c 0.6", picture.Element(Svg + "desc")!.Value);
        Assert.Equal(2, picture.Descendants(Svg + "ellipse").Count());
        Assert.Single(picture.Descendants(Svg + "polyline"), line => line.Attribute("stroke-width")!.Value == "4");
        Assert.Single(picture.Descendants(Svg + "polyline"), line => line.Attribute("stroke-dasharray") is not null);
    }

    [Fact]
    public void The_first_row_stands_on_top()
    {
        XElement picture = XElement.Parse(IntervalFigure.Draw(
            "name", "title", "x", [new IntervalRow("first", 1, null, 0), new IntervalRow("second", 2, null, 1)]).Svg);
        double[] heights = [.. picture.Descendants(Svg + "ellipse").Select(mark => (double)mark.Attribute("cy")!)];
        Assert.True(heights[0] < heights[1]);
    }

    [Fact]
    public void Long_names_that_begin_alike_stay_apart()
    {
        IntervalRow[] rows = [.. new[] { "0.0005, double_q true", "0.0005, double_q false" }.Select((end, row) => new IntervalRow($"qmix (epsilon.steps 10000, lr {end}), 3 runs", row, null, row))];
        string[] names = [.. XElement.Parse(IntervalFigure.Draw("name", "title", "x", rows).Svg).Descendants(Svg + "text").Select(text => text.Value).Where(text => text.StartsWith("qmix", StringComparison.Ordinal))];
        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.EndsWith("), 3 runs", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Long_names_are_cut_and_equal_numbers_drawn()
    {
        string svg = IntervalFigure.Draw("name", "title", "x", [new IntervalRow(new string('w', 90), 3, new Interval(3, 3), 0)], line: 3).Svg;
        string name = XElement.Parse(svg).Descendants(Svg + "text").Select(text => text.Value).Single(text => text.StartsWith('w'));
        Assert.InRange(name.Length, 15, 25);
        Assert.Matches("^w+…w+$", name);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_goes_where_it_is_told_to()
    {
        string[] texts =
        [
            .. XElement.Parse(IntervalFigure.Draw("name", "title", "x", [new IntervalRow("a", 0.5, null, 0)], line: 0.5, new Interval(0, 1)).Svg)
                .Descendants(Svg + "text").Select(text => text.Value),
        ];
        Assert.Contains("0", texts);
        Assert.Contains("1", texts);
        Assert.DoesNotContain("1.5", texts);
    }
}
