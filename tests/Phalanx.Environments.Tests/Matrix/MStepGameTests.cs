using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Matrix;

public sealed class MStepGameTests
{
    private static readonly int[] A = [0, 0];
    private static readonly int[] B = [0, 1];
    private static readonly int[] D = [1, 1];

    private readonly IEnvironmentBatch _game = Create(new MStepSettings());

    [Fact]
    public void The_better_path_returns_thirteen() =>
        Assert.Equal(13, _game.Play(A, A, A, A, A, A, A, A, A, D).Sum());

    [Fact]
    public void The_tempting_path_returns_ten() =>
        Assert.Equal(10, _game.Play(D, D, D, D, D, D, D, D, D, D).Sum());

    [Fact]
    public void The_last_step_of_the_better_path_pays_one_for_everything_else() =>
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], _game.Play(A, A, A, A, A, A, A, A, A, B));

    [Fact]
    public void Leaving_the_path_ends_the_game() => Assert.Equal([1, 0], _game.Play(A, D));

    [Fact]
    public void A_branch_that_does_not_pay_ends_the_game_at_once() => Assert.Equal([0], _game.Play(B));

    [Fact]
    public void With_four_good_branches_every_first_joint_action_pays()
    {
        IEnvironmentBatch game = Create(new MStepSettings { GoodBranches = 4, Steps = 3 });

        Assert.Equal([1, 1, 1], game.Play(B, B, B));
        Assert.Equal([1, 0], game.Play([1, 0], B));
        Assert.Equal([1, 1, 4], game.Play(A, A, D));
    }

    [Fact]
    public void Every_agent_sees_the_step_and_the_branch()
    {
        _game.Reset(0, 1);
        Assert.Equal(15, _game.Spec.StateSize);
        Assert.Equal([0, 11], Hot(_game.State()));
        _game.Step(1, 1);
        Assert.Equal([1, 14], Hot(_game.State()));
        Assert.Equal([1, 14, 16, 29], Hot(_game.Observations()));
        _game.Reset(0, 1);
        Assert.Equal([0, 11, 15, 26], Hot(_game.Observations()));
    }

    [Fact]
    public void A_game_of_one_step_shows_the_step_alone_and_has_no_better_last_step()
    {
        IEnvironmentBatch game = Create(new MStepSettings { Steps = 1 });

        Assert.Equal([1], game.Play(A));
        Assert.Equal([0, 1], game.State());
        Assert.Equal([1], game.Play(D));
        Assert.Equal([0], game.Play(B));
    }

    [Fact]
    public void Blind_agents_return_two_thirds_on_average()
    {
        const int Episodes = 40_000;
        RandomStream stream = new(3, StreamPurpose.Named("test"), 0);
        double total = 0;
        double squares = 0;
        for (ulong seed = 0; seed < Episodes; seed++)
        {
            _game.Reset(0, seed);
            double episode = 0;
            StepResult result = default;
            while (!result.Ended)
            {
                result = _game.Step(stream.NextInt(2), stream.NextInt(2));
                episode += result.Reward;
            }

            total += episode;
            squares += episode * episode;
        }

        double mean = total / Episodes;
        double error = Math.Sqrt(((squares / Episodes) - (mean * mean)) / Episodes);
        Assert.InRange(mean, 0.66667 - (5 * error), 0.66667 + (5 * error));
    }

    [Fact]
    public void Settings_that_make_no_game_are_refused()
    {
        AssertRefused("env.good_branches is 3; it must be 2 or 4", new MStepSettings { GoodBranches = 3 });
        AssertRefused("env.steps is 0; it must be a whole number from 1 to 10000", new MStepSettings { Steps = 0 });
    }

    private static IEnvironmentBatch Create(MStepSettings settings) => EnvironmentRegistry.WithBuiltIns().Create("matrix/m-step", settings);

    private static int[] Hot(float[] values) => [.. Enumerable.Range(0, values.Length).Where(index => values[index] == 1)];

    private static void AssertRefused(string message, MStepSettings settings) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => Create(settings)).Message);
}
