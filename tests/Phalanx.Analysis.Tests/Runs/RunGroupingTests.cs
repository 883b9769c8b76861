using Phalanx.Analysis.Runs;

namespace Phalanx.Analysis.Tests.Runs;

public sealed class RunGroupingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _runs;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Seeds_and_lengths_and_threads_make_no_other_group()
    {
        RunGrouping grouping = Group(
            new SyntheticRun { Seed = 2, Settings = [("training.threads", "2"), ("checkpoint.interval", "5")] },
            new SyntheticRun { Seed = 1, Returns = [1, 2, 3, 4] });
        RunGroup group = Assert.Single(grouping.Groups);
        Assert.Equal([1ul, 2ul], group.Runs.Select(run => run.Seed));
        Assert.Equal(("qmix", "battle/3m"), (group.Arm, group.Task));
    }

    [Theory]
    [InlineData("rollout.skip_faults")]
    [InlineData("rollout.step_timeout")]
    [InlineData("replay.memory_budget")]
    [InlineData("evaluation.record_episodes")]
    [InlineData("evaluation.keep_records")]
    [InlineData("checkpoint.keep")]
    public void What_cannot_change_a_result_makes_no_other_group(string setting)
    {
        Assert.Single(Group(new SyntheticRun { Seed = 1, Settings = [(setting, "1")] }, new SyntheticRun { Seed = 2 }).Groups);
        Assert.Equal(2, Group(new SyntheticRun { Seed = 1, Settings = [("rollout.environments", "1")] }, new SyntheticRun { Seed = 2 }).Groups.Count);
    }

    [Fact]
    public void An_arm_is_named_by_what_differs_on_one_task_and_a_task_by_what_differs_in_its_environment()
    {
        RunGrouping grouping = Group(
            new SyntheticRun { Settings = [("learner.lr", "0.001")] },
            new SyntheticRun(),
            new SyntheticRun { Environment = "battle/8m", Settings = [("evaluation.episodes", "16")] },
            new SyntheticRun { Environment = "predator-prey", Algorithm = "vdn", Settings = [("env.punishment", "-2")] },
            new SyntheticRun { Environment = "predator-prey", Algorithm = "vdn", Settings = [("env.punishment", "0")] });
        Assert.Equal(
            [
                "qmix (lr 0.001) on battle/3m", "qmix (lr 0.0005) on battle/3m", "qmix (lr 0.0005) on battle/8m",
                "vdn on predator-prey (punishment -2)", "vdn on predator-prey (punishment 0)",
            ],
            grouping.Groups.Select(group => $"{group.Arm} on {group.Task}"));
    }

    [Fact]
    public void The_same_settings_and_seed_count_once_and_the_longest_run_serves()
    {
        RunGrouping grouping = Group(new SyntheticRun { Seed = 4 }, new SyntheticRun { Seed = 4, Returns = [1, 2, 3, 4] });
        Assert.Equal(40_000, Assert.Single(Assert.Single(grouping.Groups).Runs).Steps);
        Assert.Contains("has the settings and the seed of", Assert.Single(grouping.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_differs_is_a_difference()
    {
        RunGrouping grouping = Group(new SyntheticRun(), new SyntheticRun { Algorithm = "vdn", Settings = [("algorithm.own", "1")] });
        Assert.Equal(
            ["algorithm.name qmix|vdn", "algorithm.own |1"],
            RunGrouping.Differences(grouping.Groups).Select(difference => $"{difference.Path} {string.Join('|', difference.Values)}"));
    }

    private RunGrouping Group(params SyntheticRun[] runs) =>
        RunGrouping.Of([.. runs.Select(run => FinishedRun.Read(run.Write(_folder[$"{_runs++}"])))]);
}
