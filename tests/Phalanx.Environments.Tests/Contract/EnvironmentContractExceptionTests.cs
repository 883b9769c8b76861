namespace Phalanx.Environments.Tests;

public sealed class EnvironmentContractExceptionTests
{
    [Fact]
    public void The_sentence_says_where_and_which_rule()
    {
        EnvironmentContractException failure = new("my-game", 42, 7, "the reward is NaN; rewards must be finite");

        Assert.Equal("environment 'my-game', episode seed 42, step 7: the reward is NaN; rewards must be finite", failure.Message);
        Assert.Equal(("my-game", 42ul, 7), (failure.Environment, failure.EpisodeSeed, failure.Step));
        Assert.Equal("the reward is NaN; rewards must be finite", failure.Rule);
    }

    [Fact]
    public void Outside_of_an_episode_there_is_no_seed_and_no_step()
    {
        EnvironmentContractException failure = new("my-game", "its specification is wrong");

        Assert.Equal("environment 'my-game': its specification is wrong", failure.Message);
        Assert.Null(failure.EpisodeSeed);
        Assert.Null(failure.Step);
    }
}
