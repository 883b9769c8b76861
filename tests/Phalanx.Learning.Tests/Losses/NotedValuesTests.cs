using Phalanx.Learning.Losses;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics;

namespace Phalanx.Learning.Tests.Losses;

public class NotedValuesTests
{
    /// <summary>Two steps of two episodes; the second is over after a step, and the first stands for three equal ones.</summary>
    private static readonly float[] Mask = [3, 1, 3, 0];

    [Fact]
    public void The_largest_value_and_the_mean_gap_are_those_of_the_real_transitions()
    {
        ShardNotes<float> notes = Note(shard => shard.NoteValues(Of((2, 2), 1, -5, 2, 99), Of((2, 2), 2, -5.5f, 0, -99)));
        Assert.Equal(5, notes.LargestValue);
        Assert.Equal(((3 * 1) + 0.5 + (3 * 2)) / 7, notes.TakeGap(), 1e-12);
        Assert.Equal(0, notes.TakeGap());
        Assert.Null(notes.Fault);
    }

    [Fact]
    public void Values_of_agents_count_alike()
    {
        ShardNotes<float> notes = Note(shard => shard.NoteValues(Of((2, 4), 1, 2, 3, 4, 5, 6, 99, 99), Of((2, 4), 0, 0, 3, 4, 5, -7, 0, 0)));
        Assert.Equal(6, notes.LargestValue);
        Assert.Equal(((3 * 3) + (3 * 13)) / 14.0, notes.TakeGap(), 1e-12);
    }

    [Fact]
    public void The_steps_of_a_phase_that_is_repeated_for_each_add_up()
    {
        ShardNotes<float> notes = Note(shard =>
        {
            shard.NoteValuesAt(1, Of((1, 2), 2, 99), Of((1, 2), 0, -99));
            shard.NoteValuesAt(0, Of((1, 2), 1, -5), Of((1, 2), 2, -5.5f));
        });
        Assert.Equal(((3 * 1) + 0.5 + (3 * 2)) / 7, notes.TakeGap(), 1e-12);
    }

    [Fact]
    public void The_gap_of_samples_is_that_of_their_means()
    {
        ShardNotes<float> notes = Note(shard => shard.NoteSamples(Of((2, 2, 2), 0, 4, 1, -9, 3, 3, 9, 9), Of((2, 2, 3), 1, 2, 6, 0, 0, 0, 3, 3, 3, 9, 9, 9)));
        Assert.Equal(9, notes.LargestValue);
        Assert.Equal(((3 * 1) + 4) / 7.0, notes.TakeGap(), 1e-12);
    }

    [Fact]
    public void Other_values_count_for_the_largest_alone()
    {
        ShardNotes<float> notes = Note(shard => shard.NoteOthers(Of((2, 2), 1, -5, 2, 99)));
        Assert.Equal((5, 0), (notes.LargestValue, notes.TakeGap()));
    }

    [Fact]
    public void Targets_and_values_that_are_not_finite_are_noted_targets_first_and_padding_is_not()
    {
        Tensor<float> good = Of((2, 2), 1, 2, 3, float.NaN);
        Assert.Null(Note(shard => shard.NoteValues(good, good)).Fault);
        Tensor<float> bad = Of((2, 2), 1, float.PositiveInfinity, 3, 4);
        Assert.Equal("regression target has 1 +infinity among 4 numbers", Sentence(Note(shard => shard.NoteValues(Of((2, 2), 1, 2, 3, 4), bad))));
        Assert.Equal("value of the actions taken has 1 +infinity among 4 numbers", Sentence(Note(shard => shard.NoteValues(bad, Of((2, 2), 1, 2, 3, 4)))));
        Assert.Equal("regression target has 1 +infinity among 4 numbers", Sentence(Note(shard => shard.NoteValues(bad, bad))));
    }

    [Fact]
    public void Without_notes_nothing_is_done() => Shard(null).NoteValues(Of((2, 2), 1, 2, 3, 4), Of((2, 2), 1, 2, 3, 4));

    private static string Sentence(ShardNotes<float> notes) => $"{notes.Fault!.Value.Tensor} {notes.Fault.Value.Numbers}";

    private static ShardNotes<float> Note(Action<Shard<float>> note)
    {
        var notes = new ShardNotes<float>(0);
        note(Shard(notes));
        return notes;
    }

    private static Shard<float> Shard(ShardNotes<float>? notes)
    {
        Tensor<float> none = Tensor<float>.Create(0);
        Tensor<int> nothing = Tensor<int>.Create(0);
        return new Shard<float>
        {
            Team = TeamShape.Of(CorridorTeam.Spec),
            Episodes = 2,
            Steps = 2,
            Slots = 2,
            BatchTransitions = 7,
            Observations = none,
            States = none,
            Available = none,
            Actions = nothing,
            LastActions = nothing,
            AgentIds = nothing,
            Rewards = none,
            Terminated = none,
            Mask = Of((2, 2), Mask),
            Lengths = nothing,
            Notes = notes,
        };
    }

    private static Tensor<float> Of(Shape shape, params float[] values)
    {
        Tensor<float> tensor = Tensor<float>.Create(shape);
        values.CopyTo(tensor.Span);
        return tensor;
    }
}
