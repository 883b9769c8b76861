namespace Phalanx.Environments.Tests;

/// <summary>Pictures that break one rule each, and what the checker says of them.</summary>
public sealed class FrameRulesTests
{
    private static readonly FrameItem Agent = FrameItem.InCell(FrameRole.Agent, FrameShape.Disc, 0, 0) with { Id = 7, Agent = 0, Kind = "walker" };
    private static readonly FrameItem Goal = FrameItem.InCell(FrameRole.Target, FrameShape.Ring, 5, 0) with { Id = 8 };

    [Fact]
    public void A_picture_that_keeps_every_rule_passes() => EnvironmentChecker.Check(() => new Broken
    {
        Draws = step => Board(
            Agent with { Role = step > 2 ? FrameRole.IdleAgent : FrameRole.Agent, Bars = [new("health", 1, 2)], TargetId = 8, Fill = 0.5, Entity = 0, Down = step > 2 },
            Goal) with
        { Events = step > 0 ? [new("hit", 7, 8, 1)] : [] },
    }).ThrowIfAny();

    [Fact]
    public void Items_without_ids_keep_every_rule() =>
        EnvironmentChecker.Check(() => new Broken { Draws = _ => Board(Agent with { Id = null, TargetId = 1 }, Goal with { Id = null }) }).ThrowIfAny();

    [Fact]
    public void Ids_that_repeat_are_found() => AssertFinds(
        "frame-ids", "items 0 and 1 of the picture have the id 7 both, after the reset with seed", _ => Board(Agent, Goal with { Id = 7 }));

    [Fact]
    public void An_id_that_is_the_place_of_another_is_found() => AssertFinds(
        "frame-ids",
        "an item without an Id is called by its place, so give an Id to every item or to none",
        _ => Board(Goal with { Id = null }, Agent with { Id = 0 }));

    [Fact]
    public void An_id_that_comes_to_mean_another_kind_is_found() => AssertFinds(
        "frame-identity",
        "the item of id 7 is an agent of kind 'runner', agent 0 after step 2",
        step => Board(Agent with { Kind = step > 1 ? "runner" : "walker" }, Goal));

    [Fact]
    public void An_id_that_changes_sides_is_found() => AssertFinds(
        "frame-identity",
        "and was a thing earlier in the episode; an id stays with one thing, so give a new thing a new id",
        step => Board(Agent, Goal with { Role = step > 1 ? FrameRole.Opponent : FrameRole.Target }));

    [Fact]
    public void Ids_that_are_given_by_the_order_of_what_is_left_are_found() => AssertFinds(
        "frame-identity",
        "the item of id 1 is an agent, agent 1 after step 2",
        step => step > 1 ? Board(Agent with { Id = 0 }, Agent with { Id = 1, Agent = 1, Kind = "" }) : Board(Agent with { Id = 0 }, Goal with { Id = 1 }));

    [Fact]
    public void A_target_that_does_not_exist_is_found() => AssertFinds(
        "frame-targets", "the item of id 7 has the target 3 after the reset", _ => Board(Agent with { TargetId = 3 }, Goal));

    [Theory]
    [InlineData(3, 2, "the bar 'health' of the item of id 7 has 3 of 2 after the reset")]
    [InlineData(-1, 2, "the bar 'health' of the item of id 7 has -1 of 2 after the reset")]
    [InlineData(double.NaN, 2, "the bar 'health' of the item of id 7 has NaN of 2 after the reset")]
    [InlineData(1, double.PositiveInfinity, "the bar 'health' of the item of id 7 has 1 of Infinity after the reset")]
    [InlineData(0, 0, "the bar 'health' of the item of id 7 has 0 of 0 after the reset")]
    public void A_bar_that_is_no_share_of_its_most_is_found(double value, double max, string sentence) =>
        AssertFinds("frame-bars", sentence, _ => Board(Agent with { Bars = [new("health", value, max)] }, Goal));

    [Fact]
    public void Two_bars_of_one_name_are_found() => AssertFinds(
        "frame-bars",
        "a bar of the item of id 7 is called 'health' after the reset",
        _ => Board(Agent with { Bars = [new("health", 1, 1), new("health", 1, 1)] }, Goal));

    [Fact]
    public void A_filling_beyond_its_share_is_found() => AssertFinds(
        "frame-bars", "the Fill of the item of id 7 is 1.5 after the reset", _ => Board(Agent with { Fill = 1.5 }, Goal));

    [Fact]
    public void An_event_that_names_nothing_is_found() => AssertFinds(
        "frame-events",
        "the event 'capture' names the id 9 after step 1",
        step => Board(Agent, Goal) with { Events = step > 0 ? [new("capture", 7, 9)] : [] });

    [Fact]
    public void An_event_before_the_first_step_is_found() => AssertFinds(
        "frame-events", "there is the event 'hit' after the reset with seed", _ => Board(Agent, Goal) with { Events = [new("hit", 7, 8)] });

    [Fact]
    public void An_agent_that_does_not_exist_is_found() => AssertFinds(
        "frame", "the item of id 7 is agent 2 after the reset", _ => Board(Agent with { Agent = 2 }, Goal));

    [Fact]
    public void An_entity_that_does_not_exist_is_found() => AssertFinds(
        "frame", "the item of id 8 is entity 4 after the reset", _ => Board(Agent, Goal with { Entity = 4 }));

    [Fact]
    public void One_agent_in_two_places_is_found() => AssertFinds("frame", "two items are agent 0 after the reset", _ => Board(Agent, Agent with { Id = 8 }));

    [Fact]
    public void A_place_that_is_not_finite_is_found() => AssertFinds(
        "frame", "the item of id 8 has a place, size, range or angle that is not finite", _ => Board(Agent, Goal with { X = double.NaN }));

    [Fact]
    public void A_board_without_room_is_found() => AssertFinds("frame", "the board is 0 by 1 after the reset", _ => new Frame(0, 1, [Agent]));

    [Fact]
    public void Drawing_that_changes_what_happens_is_found() =>
        Assert.Contains(
            "goes another way when it is drawn; Draw must change nothing",
            Assert.Single(EnvironmentChecker.Check(() => new Pushing()), finding => finding.Rule == "drawing").Sentence,
            StringComparison.Ordinal);

    [Fact]
    public void Drawing_that_is_used_up_is_found()
    {
        int calls = 0;
        AssertFinds("drawing", "Draw gives another picture when it is called a second time", _ => Board(Agent with { X = calls++ }, Goal));
    }

    [Theory]
    [InlineData(FrameAdvice.ManyChanges, true, true)]
    [InlineData(FrameAdvice.ManyChanges - 1, true, false)]
    [InlineData(FrameAdvice.ManyChanges, false, false)]
    public void Many_items_without_an_id_that_change_at_once_are_hinted_at(int items, bool move, bool told)
    {
        CheckReport report = EnvironmentChecker.Check(() => new Broken
        {
            Draws = step => Board([.. Enumerable.Range(0, items).Select(place => Goal with { Id = null, X = place + (move ? step : 0) })]),
        });

        Assert.True(report.Passed);
        Assert.Equal(told, report.Any(finding => finding.Rule == "frame-without-ids" && finding.Sentence.StartsWith("200 items without an Id", StringComparison.Ordinal)));
    }

    private static Frame Board(params FrameItem[] items) => new(6, 1, items) { Grid = true };

    private static void AssertFinds(string rule, string sentence, Func<int, Frame> draw)
    {
        CheckReport report = EnvironmentChecker.Check(() => new Broken { Draws = draw });

        Finding finding = Assert.Single(report, finding => finding.Rule == rule);
        Assert.Contains(sentence, finding.Sentence, StringComparison.Ordinal);
        Assert.False(finding.IsHint);
    }

    /// <summary>Whoever draws it moves an agent.</summary>
    private sealed class Pushing : Corridor
    {
        private bool _pushed;

        public override void Reset(ulong seed)
        {
            base.Reset(seed);
            _pushed = false;
        }

        public override Frame? Draw()
        {
            Positions[0] += _pushed || Steps == 0 || Positions[0] == Length - 1 ? 0 : 1;
            _pushed |= Steps > 0;
            return Board(Agent);
        }
    }
}
