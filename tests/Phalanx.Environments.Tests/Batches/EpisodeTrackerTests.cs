namespace Phalanx.Environments.Tests;

public sealed class EpisodeTrackerTests
{
    private static readonly EnvironmentSpec Spec = new()
    {
        Name = "game",
        Agents = 1,
        Actions = ActionSpec.Discrete(2),
        ObservationSize = 1,
        StateSize = 1,
        EpisodeLimit = 3,
    };

    [Fact]
    public void The_limit_truncates_an_unfinished_episode()
    {
        EpisodeTracker episodes = Begin();

        Assert.Equal(new StepResult(1), episodes.EndStep(0, 1, terminated: false));
        Assert.Equal(new StepResult(2), episodes.EndStep(0, 2, terminated: false));
        Assert.Equal(new StepResult(3, Truncated: true), episodes.EndStep(0, 3, terminated: false));
        Assert.Equal(3, episodes.StepsOf(0));
        Assert.Throws<EnvironmentContractException>(() => episodes.CheckStep(0, new JointAction([0])));
    }

    [Fact]
    public void A_task_that_ends_with_the_last_step_allowed_is_terminated()
    {
        EpisodeTracker episodes = Begin();
        episodes.EndStep(0, 0, terminated: false);
        episodes.EndStep(0, 0, terminated: false);

        Assert.Equal(new StepResult(0, Terminated: true), episodes.EndStep(0, 0, terminated: true));
    }

    [Fact]
    public void A_reset_begins_anew_and_leaves_others_alone()
    {
        EpisodeTracker episodes = new(Spec, 2);
        episodes.Begin(0, 5);
        episodes.Begin(1, 6);
        episodes.EndStep(0, 0, terminated: true);
        episodes.EndStep(1, 0, terminated: false);
        episodes.Begin(0, 7);

        Assert.Equal((7ul, 0), (episodes.SeedOf(0), episodes.StepsOf(0)));
        Assert.Equal((6ul, 1), (episodes.SeedOf(1), episodes.StepsOf(1)));
        episodes.CheckStep(0, new JointAction([0]));
    }

    [Fact]
    public void The_wrong_number_of_actions_is_refused()
    {
        EpisodeTracker episodes = Begin();

        Assert.Throws<EnvironmentContractException>(() => episodes.CheckStep(0, new JointAction([0, 0])));
        Assert.Throws<EnvironmentContractException>(() => episodes.CheckStep(0, new JointAction([0f])));
    }

    private static EpisodeTracker Begin()
    {
        EpisodeTracker episodes = new(Spec, 1);
        episodes.Begin(0, 1);
        return episodes;
    }
}
