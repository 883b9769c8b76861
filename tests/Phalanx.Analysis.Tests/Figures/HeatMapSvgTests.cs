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
}
