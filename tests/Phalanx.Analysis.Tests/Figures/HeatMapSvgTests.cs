using System.Xml.Linq;
using Phalanx.Environments.Matrix;

namespace Phalanx.Analysis.Tests.Figures;

public class HeatMapSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Tables_stand_side_by_side_with_their_numbers_and_marks()
    {
        XElement picture = XElement.Parse(HeatMapSvg.Draw(
        [
            new HeatMap("payoff <& all>", Games.F2, [[0, 0]]),
            new HeatMap("projection", Games.F3, []),
        ]));
        XElement[] texts = [.. picture.Elements(Svg + "text")];
        Assert.Equal(20, texts.Length);
        Assert.Equal("payoff <& all>", texts[0].Value);
        Assert.Equal("8", texts[1].Value);
        Assert.Equal(19, picture.Elements(Svg + "rect").Count());
        Assert.Single(picture.Elements(Svg + "rect"), rect => rect.Attribute("stroke-width") is not null);
        Assert.Equal(4, picture.Elements(Svg + "rect").Select(rect => rect.Attribute("fill")!.Value).Skip(1).Distinct().Count());
    }

    [Fact]
    public void A_game_of_three_agents_has_a_square_for_each_action_of_the_one_between()
    {
        XElement picture = XElement.Parse(HeatMapSvg.Draw([new HeatMap("payoff", PayoffTables.Random(3, 2, 1), [])]));
        XElement[] cells = [.. picture.Elements(Svg + "rect").Skip(1)];
        Assert.Equal(8, cells.Length);
        Assert.Equal(8, cells.Select(cell => (cell.Attribute("x")!.Value, cell.Attribute("y")!.Value)).Distinct().Count());
        Assert.Equal(2, cells.Select(cell => cell.Attribute("x")!.Value).Distinct().Count());
    }

    [Fact]
    public void Payoffs_that_are_all_alike_have_a_colour_too() =>
        Assert.DoesNotContain("NaN", HeatMapSvg.Draw([new HeatMap("flat", new(2, 2, [1, 1, 1, 1]), [])]), StringComparison.Ordinal);

    [Fact]
    public void A_large_game_is_drawn_in_squares_of_which_those_of_one_colour_are_one_path()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(cell => (double)(cell % 20 / 10))];
        XElement picture = XElement.Parse(HeatMapSvg.Draw([new HeatMap("large", new(2, 20, values), [[3, 4]])]));
        XElement[] paths = [.. picture.Elements(Svg + "path")];
        Assert.Equal(2, paths.Length);
        Assert.All(paths, path => Assert.Equal(200, path.Attribute("d")!.Value.Count(letter => letter == 'M')));
        Assert.Equal(2, picture.Elements(Svg + "rect").Count());
        Assert.Single(picture.Elements(Svg + "text"));
    }

    [Fact]
    public void Tables_that_do_not_fit_side_by_side_go_on_below()
    {
        XElement picture = XElement.Parse(HeatMapSvg.Draw([.. Enumerable.Range(0, 9).Select(map => new HeatMap($"{map}", Games.F2, []))]));
        Assert.Equal(2, picture.Elements(Svg + "text").Where(text => text.Attribute("text-anchor") is null).Select(text => text.Attribute("y")!.Value).Distinct().Count());
        Assert.InRange(int.Parse(picture.Attribute("width")!.Value, System.Globalization.CultureInfo.InvariantCulture), 1, 1400);
    }
}
