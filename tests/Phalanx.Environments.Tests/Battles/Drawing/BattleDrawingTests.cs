using Phalanx.Environments.Battles;
using Phalanx.Environments.Tests.Battles.Simulation;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Drawing;

public class BattleDrawingTests
{
    [Fact]
    public void A_battle_printed_as_text()
    {
        string[] lines = FrameText.Print(Draw()).TrimEnd('\n').Split('\n');
        Assert.Equal(33, lines.Length);
        Assert.Equal(string.Join(' ', Enumerable.Repeat('#', 32)), lines[0]);
        Assert.Equal(". . . . . . . . 1 . . . 0 . . . . . . . . . . . . . . . . . . .", lines[16]);
        Assert.Equal(". . . . . . . . 0 . . . . . . . . . . . . . 1 . . . . . . . . .", lines[18]);
        Assert.Equal("a caption", lines[32]);
        Assert.Equal(4, lines[..32].Sum(line => line.Count(char.IsAsciiDigit)));
    }

    [Fact]
    public void Units_are_drawn_with_their_sizes_kinds_and_what_is_left_of_them()
    {
        Frame frame = Draw(arena => arena.Forces.Health[0] = 30);
        Assert.Equal(
            [
                (FrameRole.Agent, FrameShape.Disc, "0", 8.5, 18.5, 0.75, 30 / 45.0),
                (FrameRole.Agent, FrameShape.Diamond, "1", 8.5, 16.5, 1.5, 1),
                (FrameRole.Opponent, FrameShape.Disc, "0", 12.5, 16.5, 1, 1),
                (FrameRole.Opponent, FrameShape.Square, "1", 22.5, 18.5, 2.25, 1),
            ],
            frame.Items.Where(item => item.Fill is not null).Select(item => (item.Role, item.Shape, item.Label, item.X, item.Y, item.Size, item.Fill!.Value)));
    }

    [Fact]
    public void A_line_leads_from_those_who_act_to_their_targets()
    {
        Assert.DoesNotContain(Draw().Items, item => item.TargetId is not null);
        Frame frame = Draw(arena =>
        {
            arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
            arena.Ticks(1);
        });
        FrameItem agent = Assert.Single(frame.Items, item => item.TargetId is not null);
        Assert.Equal((0, 2), (agent.Id, agent.TargetId));
        Assert.Contains("<path d=\"M85 185L125 165\" stroke=\"#0072b2\"", FrameSvg.Draw(frame), StringComparison.Ordinal);
    }

    [Fact]
    public void The_dead_stay_in_the_list_and_are_not_drawn()
    {
        Frame frame = Draw(arena => arena.Forces.Health[arena.Enemy] = 0);
        FrameItem dead = Assert.Single(frame.Items, item => item.Down);
        Assert.Equal((2, FrameRole.Opponent, 0), (dead.Id, dead.Role, dead.Fill));
        Assert.All(dead.Bars, bar => Assert.Equal(0, bar.Value));
        Assert.Equal(["0", "1", "1"], frame.Shown().Where(item => item.Label.Length > 0).Select(item => item.Label));
        Assert.Equal(3, FrameText.Print(frame).Split('\n')[..32].Sum(line => line.Count(char.IsAsciiDigit)));
    }

    [Fact]
    public void Units_say_who_they_are_and_what_they_see_and_reach()
    {
        FrameItem[] units = [.. Draw().Items.Where(item => item.Entity is not null)];
        Assert.Equal([(0, 0, "marine"), (1, 1, "medivac"), (2, null, "zealot"), (3, null, "spine_crawler")], units.Select(item => (item.Id, item.Agent, item.Kind)));
        Assert.Equal([(9, 6), (9, 6)], units[..2].Select(item => (item.Sight, item.Reach)));

        // Enemies: five cells from their edge, or half a cell beyond their range; a zealot strikes at 0.1 from its edge.
        Assert.Equal((5.5, 0.6), (units[2].Sight!.Value, units[2].Reach!.Value));
    }

    [Fact]
    public void A_battle_drawn_as_a_picture_shows_every_unit_and_its_caption()
    {
        IEnvironmentBatch batch = EnvironmentRegistry.WithBuiltIns()["battle/3m"].Create(null, 1);
        batch.Reset(0, 1);
        batch.Step(4, 4, 4);
        Frame frame = batch.Draw(0)!;
        Assert.Equal("step 1: 3 agents against 3 enemies", frame.Caption);
        System.Xml.Linq.XDocument picture = System.Xml.Linq.XDocument.Parse(FrameSvg.Draw(frame));
        Assert.Equal(frame.Caption, picture.Descendants().Last(element => element.Name.LocalName == "text").Value);
        Assert.Equal(
            ["0", "1", "2", "0", "1", "2"],
            picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).Where(text => text.Length == 1));
    }

    private static Frame Draw(Action<Arena>? change = null)
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2,
            [Unit("marine", 8.5, 13.5), Unit("medivac", 8.5, 15.5)],
            [Unit("zealot", 12.5, 15.5), Unit("spine_crawler", 22.5, 13.5)],
            Terrains.Of("3m"));
        change?.Invoke(arena);
        return new BattleDrawing(arena.Rules).Draw(arena.Forces, [], "a caption");
    }
}
