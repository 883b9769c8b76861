using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Grouping;

namespace Phalanx.Dashboard.Tests.Grouping;

public sealed class SeedGroupsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_that_differ_in_seed_length_and_what_is_saved_are_one_group()
    {
        RunView[] runs =
        [
            View(new SyntheticRun { Seed = 10 }),
            View(new SyntheticRun { Seed = 9, Returns = [1], Settings = [("training.threads", "2"), ("checkpoint.keep", "3"), ("evaluation.record_episodes", "4")] }),
            View(new SyntheticRun { Seed = 9, Settings = [("learner.lr", "0.1")] }),
            View(new SyntheticRun { Algorithm = "vdn" }),
        ];
        IReadOnlyList<SeedGroup> groups = SeedGroups.Of(runs);
        Assert.Equal(["qmix 9 10", "qmix 9", "vdn 0"], groups.Select(group => $"{group.Algorithm} {string.Join(' ', group.Runs.Select(run => run.Settings!.Seed))}"));
        Assert.Equal(["0.0005", "0.1"], groups.Take(2).Select(group => Assert.Single(group.Differs).Value));
        Assert.Empty(groups[2].Differs);
    }

    [Fact]
    public void The_spread_of_a_group_is_of_its_latest_returns()
    {
        RunView[] runs = [.. ((double[])[1, 2, 4, 8]).Select((value, seed) => View(new SyntheticRun { Seed = (ulong)seed, Returns = [0, value] }))];
        Assert.Equal(new Spread(3, 1.75, 5, 4), Assert.Single(SeedGroups.Of(runs)).Return);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("QMIX 3m", "", true)]
    [InlineData("env=battle/3m seed=0 lr=0.0005", "done,running", true)]
    [InlineData("learner.lr=0.0005 env=battle/*", "", true)]
    [InlineData("env=battle", "", false)]
    [InlineData("state=done", "", true)]
    [InlineData("", "running", false)]
    [InlineData("vdn", "", false)]
    [InlineData("r=0.0005", "", false)]
    public void A_query_is_words_and_settings(string text, string states, bool matches) =>
        Assert.Equal(matches, new RunQuery(text, states).Matches(View(new SyntheticRun())));

    private RunView View(SyntheticRun run)
    {
        var bounds = new FolderBounds(_folder["."]);
        var followed = new FollowedRun(FolderPlace.Of(bounds, run.Write(_folder[Guid.NewGuid().ToString("N")])), bounds, TimeProvider.System);
        followed.Look();
        return followed.View;
    }
}
