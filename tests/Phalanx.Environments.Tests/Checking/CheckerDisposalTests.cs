using Phalanx.Foundation;

namespace Phalanx.Environments.Tests;

public sealed class CheckerDisposalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_checker_disposes_every_environment_that_it_makes(int episodeLength)
    {
        CountingEnvironments counting = new() { EpisodeLength = episodeLength };

        EnvironmentChecker.Check(counting.Registry()[CountingEnvironments.Name]).ThrowIfAny();

        Assert.True(counting.Made > 0);
        Assert.Equal(0, counting.Alive);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1000)]
    public void The_checker_disposes_every_environment_when_a_step_fails(int step)
    {
        CountingEnvironments counting = new() { FailsAtStep = step, EpisodeLength = 5 };

        CheckReport report = EnvironmentChecker.Check(counting.Create);

        Assert.Contains(report, finding => finding.Rule == "exception");
        Assert.Equal(0, counting.Alive);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public void The_checker_disposes_every_environment_when_one_cannot_be_made(int environment)
    {
        CountingEnvironments counting = new() { FailsAtCreation = environment };

        CheckReport report = EnvironmentChecker.Check(counting.Create);

        Assert.False(report.Passed);
        Assert.Equal(0, counting.Alive);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 150)]
    [InlineData(5, 7)]
    [InlineData(5, 500)]
    public void A_cancelled_check_calls_no_environment_again_and_disposes_every_environment(int episodeLength, int step)
    {
        using CancellationTokenSource source = new();
        CountingEnvironments counting = new()
        {
            EpisodeLength = episodeLength,
            BeforeStep = number =>
            {
                if (number == step)
                {
                    source.Cancel();
                }
            },
        };

        Assert.Throws<OperationCanceledException>(
            () => EnvironmentChecker.Check(counting.Create, new CheckOptions { Cancellation = source.Token }));

        // The call that was under way may step all copies of a batch.
        Assert.InRange(counting.Steps, step, step + new CheckOptions().Copies - 1);
        Assert.Equal(0, counting.Alive);
    }

    [Fact]
    public void An_environment_whose_disposal_fails_breaks_a_rule()
    {
        CheckReport report = EnvironmentChecker.Check(() => new FailingDisposal());

        Assert.Equal(
            ["Dispose threw InvalidOperationException (\"no\"); it must release everything and throw nothing"],
            report.Select(finding => finding.Sentence));
    }

    [Fact]
    public void Settings_that_an_environment_refuses_are_the_users_error_and_no_finding()
    {
        Func<IEnvironment> refusing = () => throw new UserErrorException("env.map is empty");

        Assert.Equal("env.map is empty", Assert.Throws<UserErrorException>(() => EnvironmentChecker.Check(refusing)).Message);
    }

    [Fact]
    public void A_declared_specification_must_be_that_of_the_environments_made()
    {
        EnvironmentRegistry registry = new();
        registry.Register("corridor", "declares too much", () => new Corridor(), () => new Corridor().Spec with { StateSize = 9 });

        CheckReport report = EnvironmentChecker.Check(registry["corridor"]);

        Assert.Equal(
            [
                "the specification that its registration declares differs from that of the environments made; "
                + "let both come from one function of the settings",
            ],
            report.Select(finding => finding.Sentence));
    }

    private sealed class FailingDisposal : Corridor, IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("no");
    }
}
