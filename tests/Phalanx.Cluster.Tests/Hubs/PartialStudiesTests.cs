using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Cluster.Tests.Hubs;

public sealed class PartialStudiesTests
{
    private readonly PartialStudies _parts = new(mostLetters: 1000);

    [Fact]
    public void The_last_part_brings_all_cells()
    {
        Assert.Null(Taken("s", 0, 3, "a", "b"));
        Assert.Null(Taken("s", 0, 3, "a", "b")); // an answer was lost
        Assert.Equal(["a", "b", "c"], Taken("s", 2, 3, "c")!);
        Assert.False(_parts.Add(new StudyPart("s", 0, 3, 2, ["c"]), out _));
    }

    [Fact]
    public void Two_users_with_one_name_do_not_mix_their_cells()
    {
        var (mine, yours) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(_parts.Add(new StudyPart("s", 0, 2, 0, ["mine"], mine), out _));
        Assert.True(_parts.Add(new StudyPart("s", 0, 2, 0, ["yours"], yours), out _));
        Assert.True(_parts.Add(new StudyPart("s", 0, 2, 1, ["mine too"], mine), out string[]? whole));
        Assert.Equal(["mine", "mine too"], whole!);
        Assert.True(_parts.Add(new StudyPart("s", 0, 2, 1, ["yours too"], yours), out whole));
        Assert.Equal(["yours", "yours too"], whole!);
    }

    [Fact]
    public void Of_too_many_that_was_silent_for_the_longest_time_goes()
    {
        foreach (int study in Enumerable.Range(0, 16))
        {
            Assert.Null(Taken($"s{study}", 0, 3, "a"));
        }

        Assert.Null(Taken("s0", 1, 3, "b"));
        Assert.Null(Taken("s16", 0, 3, "a"));
        Assert.False(_parts.Add(new StudyPart("s1", 0, 3, 1, ["b"]), out _));
        Assert.NotNull(Taken("s0", 2, 3, "c"));
        Assert.Null(Taken("s2", 1, 3, "b"));
    }

    [Fact]
    public void All_together_have_a_number_of_letters()
    {
        string half = new('x', 500);
        Assert.Null(Taken("old", 0, 2, half));
        Assert.Null(Taken("new", 0, 3, half));
        Assert.Null(Taken("new", 0, 3, half)); // the same again takes nothing
        Assert.Null(Taken("new", 1, 3, half));
        Assert.False(_parts.Add(new StudyPart("old", 0, 2, 1, ["x"]), out _));
        Assert.Contains("more than 1000 letters", Assert.Throws<UserErrorException>(() => Taken("new", 2, 3, "x")).Message, StringComparison.Ordinal);
        Assert.NotNull(Taken("next", 0, 2, half, half)); // nothing of them counts any more
        Assert.NotNull(Taken("next", 0, 2, half, half));
    }

    [Fact]
    public void What_cannot_be_a_part_is_refused()
    {
        Refused(new StudyPart(null!, 0, 1, 0, ["x"]));
        Refused(new StudyPart("s", 0, 1, 0, default));
        Refused(new StudyPart("s", 0, 2, 0, ["x", null!]));
        Refused(new StudyPart("s", 0, 1, 0, [""]));
        Refused(new StudyPart("s", 0, 1, 0, [new string('x', 65_537)]));
        Refused(new StudyPart("s", 0, 100_001, 0, ["x"]));
        Refused(new StudyPart("s", 0, 1, int.MaxValue, ["x"]));
    }

    [Fact]
    public void A_hub_that_was_started_again_between_two_parts_says_that_some_are_lost()
    {
        using var toys = new ToyDesk();
        string[] settings = [SettingsYaml.Write(ToyDesk.Settings(0)), SettingsYaml.Write(ToyDesk.Settings(1))];
        Assert.Equal(WireAnswer.Yes(), toys.Desk.Submit(new StudyPart(ToyDesk.Study, 0, 2, 0, [settings[0]])));
        toys.Reopen();
        WireAnswer answer = toys.Desk.Submit(new StudyPart(ToyDesk.Study, 0, 2, 1, [settings[1]]));
        Assert.Equal((false, true), (answer.Taken, answer.Later));
        Assert.Empty(toys.Desk.Status().Studies);
    }

    private string[]? Taken(string study, int first, int total, params string[] settings)
    {
        Assert.True(_parts.Add(new StudyPart(study, 0, total, first, [.. settings]), out string[]? whole));
        return whole;
    }

    private void Refused(StudyPart part) => Assert.Throws<UserErrorException>(() => _parts.Add(part, out _));
}
