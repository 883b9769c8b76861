using Phalanx.Learning.Episodes;

namespace Phalanx.Learning.Tests.Episodes;

public class EpisodeWriterTests
{
    private readonly EpisodeWriter _writer = new(Layouts.OneStep with { EpisodeLimit = 2 });

    [Fact]
    public void A_step_cannot_end_before_all_its_fields_are_written()
    {
        _writer.Write(SlotFields.State, [1]);
        _writer.Write(SlotFields.Actions, [0, 2]);
        string message = Assert.Throws<InvalidOperationException>(() => _writer.EndStep(1, true, false)).Message;
        Assert.Equal("Slot 0 of the episode lacks: observations, available actions.", message);
        Assert.Equal(0, _writer.Length);
    }

    [Fact]
    public void Fields_of_the_previous_slot_do_not_count_for_the_current_one()
    {
        Step(terminated: false);
        Assert.Equal((1, false), (_writer.Length, _writer.IsOver));
        Assert.Throws<InvalidOperationException>(() => _writer.EndStep(1, true, false));
    }

    [Fact]
    public void An_episode_is_complete_once_its_last_slot_is_written()
    {
        Step(terminated: true);
        Assert.Equal((true, true, false), (_writer.IsOver, _writer.Terminated, _writer.IsComplete));
        See();
        Assert.True(_writer.IsComplete);
        Assert.Throws<InvalidOperationException>(() => _writer.Write(SlotFields.Actions, [0, 0]));
        Assert.Throws<InvalidOperationException>(() => _writer.EndStep(1, true, false));

        _writer.Begin();
        Assert.Equal((0, false, false, false), (_writer.Length, _writer.IsOver, _writer.Terminated, _writer.IsComplete));
    }

    [Fact]
    public void A_truncated_episode_is_over_but_not_terminated()
    {
        See();
        _writer.Write(SlotFields.Actions, [0, 0]);
        _writer.EndStep(1, terminated: false, truncated: true);
        Assert.Equal((true, false), (_writer.IsOver, _writer.Terminated));
    }

    [Fact]
    public void An_episode_ends_at_its_limit_at_the_latest()
    {
        Step(terminated: false);
        string message = Assert.Throws<InvalidOperationException>(() => Step(terminated: false)).Message;
        Assert.Equal("The episode goes on after step 2, which is the limit of its layout.", message);
    }

    [Fact]
    public void A_field_that_the_layout_does_not_store_cannot_be_written()
    {
        string message = Assert.Throws<InvalidOperationException>(() => _writer.Write(SlotFields.AgentFeatures, [1, 2])).Message;
        Assert.Equal("'agent features' was written, but the layout does not store it.", message);
        Assert.Throws<InvalidOperationException>(() => _writer.Write(SlotFields.HiddenEntities, []));
        Assert.Throws<InvalidOperationException>(() => _writer.Write(SlotFields.ContinuousActions, [1, 2]));
    }

    [Fact]
    public void A_field_with_a_wrong_number_of_values_is_refused()
    {
        string message = Assert.Throws<ArgumentException>(() => _writer.Write(SlotFields.Observations, [1, 2, 3])).Message;
        Assert.Equal("'observations' was written with 3 values; the layout stores 2.", message);
        Assert.Throws<ArgumentException>(() => _writer.Write(SlotFields.AvailableActions, [true]));
        Assert.Throws<ArgumentException>(() => _writer.Write(SlotFields.Actions, [1]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Actions_that_do_not_exist_are_refused(int action) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.Write(SlotFields.Actions, [0, action]));

    [Fact]
    public void A_recorder_round_has_the_number_of_environments_that_it_is_given()
    {
        var round = new EpisodeRecorder(Layouts.OneStep, 3);
        Assert.Equal(3, round.Count);
        new PlainEpisode(Layouts.OneStep, 1, 1).WriteTo(round[0]);
        round.BeginRound(2);
        Assert.Equal((2, 0), (round.Count, round.Steps));
        Assert.Throws<IndexOutOfRangeException>(() => round[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => round.BeginRound(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => round.BeginRound(0));
        round.BeginRound();
        Assert.Equal(3, round.Count);
    }

    private void See()
    {
        _writer.Write(SlotFields.Observations, [1, 2]);
        _writer.Write(SlotFields.State, [3]);
        _writer.Write(SlotFields.AvailableActions, [true, true, false, false, true, true]);
    }

    private void Step(bool terminated)
    {
        See();
        _writer.Write(SlotFields.Actions, [0, 2]);
        _writer.EndStep(1, terminated, truncated: false);
    }
}
