using System.Xml.Linq;

namespace Phalanx.Environments.Tests;

public sealed class FrameTests
{
    private static readonly Frame Board = new(3, 2, [
        FrameItem.InCell(FrameRole.Ground, FrameShape.Square, 2, 1),
        FrameItem.InCell(FrameRole.Agent, FrameShape.Disc, 0, 0, "7"),
        FrameItem.InCell(FrameRole.Target, FrameShape.Diamond, 2, 0) with { Fill = 0.5 },
        new FrameItem(FrameRole.Hazard, FrameShape.Line, 0.5, 0.5, 0) { To = (2.5, 1.5) },
    ])
    { Grid = true, Caption = "a < b" };

    [Fact]
    public void Text_shows_labels_and_roles_where_things_are() => Assert.Equal("7 . T\n. . _\na < b\n", FrameText.Print(Board));

    [Fact]
    public void An_item_on_the_far_edge_of_the_board_is_shown_in_its_last_cell() =>
        Assert.Equal(". .\n. A\n", FrameText.Print(new Frame(2, 2, [new FrameItem(FrameRole.Agent, FrameShape.Disc, 2, 2, 1)])));

    [Fact]
    public void A_drawing_is_well_formed_and_has_an_element_for_everything()
    {
        XElement svg = XDocument.Parse(FrameSvg.Draw(Board)).Root!;
        string[] names = [.. svg.Descendants().Select(element => element.Name.LocalName)];
        Assert.Equal(["g", "rect", "path", "rect", "circle", "text", "path", "rect", "path", "text"], names);
        Assert.Equal("a < b", svg.Descendants().Last().Value);
    }

    [Fact]
    public void What_is_down_is_gone_from_pictures_except_an_agent_that_is_only_idle()
    {
        FrameItem down = FrameItem.InCell(FrameRole.Agent, FrameShape.Disc, 0, 0) with { Down = true };
        Assert.Equal("a .\n", FrameText.Print(new Frame(2, 1, [down with { Role = FrameRole.IdleAgent }, down with { X = 1.5 }])));
        Assert.Equal(1, Count(new Frame(2, 1, [down with { Role = FrameRole.IdleAgent }, down with { X = 1.5 }]), "<circle"));
    }

    [Fact]
    public void A_stroke_leads_to_where_an_item_looks_and_a_line_to_its_target()
    {
        FrameItem one = new(FrameRole.Agent, FrameShape.Disc, 1, 1, 0.6) { Id = 4, Facing = Math.PI / 2, TargetId = 3 };
        FrameItem other = new(FrameRole.Opponent, FrameShape.Disc, 3, 1, 1) { Id = 3 };
        string svg = FrameSvg.Draw(new Frame(4, 2, [one, other]));
        Assert.Contains("<path d=\"M80 80L240 80\" stroke=\"#0072b2\" stroke-width=\"2\"/>\n<path d=\"M80 80L80 120\"", svg, StringComparison.Ordinal);
        Assert.Equal(2, Count(new Frame(4, 2, [one, other]), "<path"));
        Assert.Equal(1, Count(new Frame(4, 2, [one with { TargetId = 5 }, other]), "<path"));
    }

    [Fact]
    public void An_item_is_called_by_its_id_or_its_place()
    {
        Assert.Equal(2, Board.IdOf(2));
        Assert.Equal(9, new Frame(1, 1, [Board.Items[0] with { Id = 9 }]).IdOf(0));
    }

    [Fact]
    public void An_item_that_is_not_told_more_has_no_kind_and_no_bars()
    {
        Assert.Empty(default(FrameItem).Bars);
        Assert.Equal("", default(FrameItem).Kind);
    }

    private static int Count(Frame frame, string mark) => FrameSvg.Draw(frame).Split(mark).Length - 1;

    [Fact]
    public void An_adapted_and_guarded_environment_draws_what_the_environment_draws()
    {
        IEnvironmentBatch batch = EnvironmentBatch.Guarded(EnvironmentBatch.Of(() => new Drawn(), 2));
        Assert.Same(Board, batch.Draw(1));
        Assert.Null(EnvironmentBatch.Of(() => new Corridor(), 1).Draw(0));
    }

    private sealed class Drawn : IEnvironment
    {
        public EnvironmentSpec Spec { get; } = new()
        {
            Name = "drawn",
            Agents = 1,
            Actions = ActionSpec.Discrete(1),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 1,
        };

        public void Reset(ulong seed)
        {
        }

        public StepResult Step(JointAction action) => new(0, true, false);

        public void WriteObservations(Span<float> observations) => observations.Clear();

        public void WriteState(Span<float> state) => state.Clear();

        public Frame? Draw() => Board;
    }
}
