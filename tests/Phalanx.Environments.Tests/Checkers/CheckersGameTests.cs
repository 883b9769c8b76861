using Phalanx.Environments.Checkers;
using Phalanx.Environments.Grids;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Checkers;

public sealed class CheckersGameTests
{
    private const double Tolerance = 1e-9;
    private const int Down = GridStep.Down;
    private const int Left = GridStep.Left;
    private const int Up = GridStep.Up;
    private const int Right = GridStep.Right;
    private const int Stay = GridStep.Stay;

    // What an agent sees: its row and column, then five features of each of nine cells.
    private const int View = 47;
    private const int Lemon = 0;
    private const int Apple = 1;
    private const int Agent0 = 2;
    private const int Agent1 = 3;

    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();

    [Fact]
    public void Agents_see_where_they_are_and_what_is_around_them()
    {
        float[] seen = Start().Observations();

        Assert.Equal(2 * View, seen.Length);
        Assert.Equal([0, 0.86f], seen[..2]);
        Assert.Equal([Feature(0, -1, Lemon), Feature(0, 0, Agent0), Feature(1, -1, Apple)], Hot(seen[2..View], 2));
        Assert.Equal([0.67f, 0.86f], seen[View..(View + 2)]);
        Assert.Equal([Feature(-1, -1, Apple), Feature(0, -1, Lemon), Feature(0, 0, Agent1)], Hot(seen[(View + 2)..], 2));
    }

    [Fact]
    public void The_state_holds_every_cell_and_the_time()
    {
        CheckersGame game = Start();
        game.Step(Down, Stay);
        float[] state = game.State();

        Assert.Equal(97, state.Length);
        Assert.Equal(0.01f, state[^1]);
        Assert.Equal(1, state[(14 * 4) + Agent0]);
        Assert.Equal(1, state[(22 * 4) + Agent1]);
        Assert.Equal([9, 9], Enumerable.Range(0, 2).Select(feature => Enumerable.Range(0, 24).Count(cell => state[(cell * 4) + feature] == 1)));
        Assert.Equal(1, state[Apple]);
        Assert.Equal(1, state[(8 * 4) + Lemon]);
    }

    [Fact]
    public void Lemons_hurt_the_sensitive_agent_ten_times_more()
    {
        CheckersGame game = Start();

        Assert.Equal(-11.02, game.Step(Left, Left).Reward, Tolerance);

        AssertRewards(game, -10.01, -1.01);
        Assert.Equal([5, 21], Cells(game));
        Assert.Equal([0, 2], Statistics(game));
    }

    [Fact]
    public void Two_rows_are_eaten_and_then_a_third_ends_the_game()
    {
        CheckersGame game = Start();
        for (int pair = 0; pair < 3; pair++)
        {
            game.Step(Left, Left);
            AssertRewards(game, -10.01, -1.01);
            game.Step(Left, Left);
            AssertRewards(game, 9.99, 0.99);
        }

        Assert.Equal([0, 16], Cells(game));
        game.Step(Left, Left);
        AssertRewards(game, -0.01, -0.01);
        game.Step(Left, Left);

        double[] expected = [-10.01, 9.99, -10.01, 9.99, -10.01, 9.99];
        for (int step = 0; step < expected.Length; step++)
        {
            StepResult result = game.Step(step == 0 ? Down : Right, Left);
            AssertRewards(game, expected[step], -0.01);
            Assert.Equal(step == 5, result.Terminated);
        }

        Assert.Equal([9, 9], Statistics(game));
    }

    [Fact]
    public void The_agent_that_acts_first_enters_a_cell_first()
    {
        CheckersGame game = Start();
        game.Step(Down, Up);
        float[] seen = game.Observations();

        Assert.Equal([14, 22], Cells(game));
        game.Step(Down, Up);
        Assert.Equal(seen, game.Observations());
    }

    [Fact]
    public void The_second_agent_may_enter_the_cell_that_the_first_leaves()
    {
        CheckersGame game = Start();
        game.BoardOf(0).Second = CheckersMap.CellOf(1, 6);

        game.Step(Right, Up);

        Assert.Equal([7, 6], Cells(game));
    }

    [Fact]
    public void Food_is_eaten_once()
    {
        CheckersGame game = Start();
        double[] rewards = [.. new[] { Left, Right, Left }.Select(action => game.Step(action, Stay).Reward)];

        Assert.Equal(-10.02, rewards[0], Tolerance);
        Assert.Equal([-0.02, -0.02], rewards[1..]);
    }

    [Fact]
    public void Waiting_is_cut_off_after_a_hundred_steps()
    {
        CheckersGame game = Start();
        double total = 0;
        StepResult result = default;
        for (int step = 0; step < 100; step++)
        {
            Assert.False(result.Ended);
            result = game.Step(Stay, Stay);
            total += result.Reward;
        }

        Assert.True(result.Truncated);
        Assert.Equal(-2, total, Tolerance);
    }

    [Fact]
    public void The_best_plan_eats_every_apple_and_three_lemons_in_37_steps()
    {
        const string First = "DLRUDDDDDULLLRDDDUUDDLLLRDDDUUDDLLDUU";
        const string Second = "DDDULLRRUDDDULLLLRRDDDDULLLLRRDDDDDDD";
        CheckersGame game = Start();

        double[] rewards = game.Play([.. First.Zip(Second, (one, other) => new[] { ActionOf(one), ActionOf(other) })]);

        Assert.Equal(37, rewards.Length);
        Assert.Equal(86.26, rewards.Sum(), Tolerance);
        Assert.Equal([9, 3], Statistics(game));
    }

    [Fact]
    public void The_clock_and_full_observability_are_settings()
    {
        CheckersGame plain = Start();
        CheckersGame game = Start(new CheckersSettings { Clock = true, FullObservable = true, MaxSteps = 10 });
        plain.Step(Left, Stay);
        game.Step(Left, Stay);
        float[] views = plain.Observations();
        float[] both = [.. views[..View], 0.1f, .. views[View..], 0.1f];

        Assert.Equal([.. both, .. both], game.Observations());
    }

    [Fact]
    public void The_state_may_be_what_the_agents_see()
    {
        CheckersGame game = Start(new CheckersSettings { StateMode = CheckersState.ConcatObs });
        game.Step(Left, Up);

        Assert.Equal(94, game.Spec.StateSize);
        Assert.Equal(game.Observations(), game.State());
    }

    [Fact]
    public void The_cost_of_a_step_is_a_setting() =>
        Assert.Equal(-1, Start(new CheckersSettings { StepCost = -0.5 }).Step(Stay, Stay).Reward);

    [Fact]
    public void Agents_that_act_at_random_earn_what_is_gone_from_the_board()
    {
        CheckersGame game = Start();
        for (ulong seed = 0; seed < 200; seed++)
        {
            float[] before = [0, 0];
            RandomPlay.Play(game, seed, int.MaxValue, result =>
            {
                CheckersBoard board = game.BoardOf(0);
                float[] eaten = Statistics(game);
                Assert.NotEqual(board.First, board.Second);
                Assert.Equal(0u, (board.Apples | board.Lemons) & ((1u << board.First) | (1u << board.Second)));
                Assert.Equal(result.Terminated, eaten[0] == 9);

                // Each agent earned the whole reward for its food, or nothing.
                double first = Math.Round((game.RewardsOf(0)[0] + 0.01) / 10, 9);
                double second = Math.Round(game.RewardsOf(0)[1] + 0.01, 9);
                Assert.Equal((eaten[0] - before[0]) - (eaten[1] - before[1]), first + second);
                before = eaten;
            });
        }
    }

    [Fact]
    public void Blind_agents_return_what_is_known()
    {
        (double measured, double error) = RandomPlay.Returns(Start(), 20_000);

        // The known mean is of some hundreds of episodes with a standard deviation of 11.3; this allows for three of its standard errors.
        Assert.InRange(measured, -2.35 - (5 * error) - 1.5, -2.35 + (5 * error) + 1.5);
    }

    [Theory]
    [InlineData(true, true, CheckersState.ConcatObs)]
    [InlineData(true, false, CheckersState.Grid)]
    [InlineData(false, true, CheckersState.ConcatObs)]
    public void Every_variant_keeps_the_rules_of_the_contract(bool clock, bool fullObservable, CheckersState state)
    {
        CheckersSettings settings = new() { Clock = clock, FullObservable = fullObservable, StateMode = state, MaxSteps = 30 };

        EnvironmentChecker.Check(count => Registry.Create("checkers", settings, count)).ThrowIfAny();
    }

    [Fact]
    public void A_picture_shows_the_board() => Assert.Equal(
        "T ! T ! T ! 0 .\n! T ! T ! T . .\nT ! T ! T ! 1 .\nstep 0: 0 apples and 0 lemons eaten\n", FrameText.Print(Start().Draw(0)));

    [Fact]
    public void Settings_that_make_no_game_are_refused() =>
        Assert.Equal(
            "env.max_steps is 0; it must be a whole number from 1 to 1000000",
            Assert.Throws<UserErrorException>(() => Start(new CheckersSettings { MaxSteps = 0 })).Message);

    private static CheckersGame Start(CheckersSettings? settings = null)
    {
        var game = (CheckersGame)Registry.Create("checkers", settings);
        game.Reset(0, 1);
        return game;
    }

    private static int ActionOf(char letter) => "DLURS".IndexOf(letter, StringComparison.Ordinal);

    private static int Feature(int down, int right, int feature) => 2 + ((((down + 1) * 3) + right + 1) * 5) + feature;

    private static int[] Hot(float[] values, int offset) =>
        [.. Enumerable.Range(0, values.Length).Where(index => values[index] == 1).Select(index => index + offset)];

    private static int[] Cells(CheckersGame game) => [game.BoardOf(0).First, game.BoardOf(0).Second];

    private static float[] Statistics(CheckersGame game)
    {
        float[] statistics = new float[2];
        game.WriteStatistics([0], statistics);
        return statistics;
    }

    private static void AssertRewards(CheckersGame game, double first, double second)
    {
        Assert.Equal(first, game.RewardsOf(0)[0], Tolerance);
        Assert.Equal(second, game.RewardsOf(0)[1], Tolerance);
    }
}
