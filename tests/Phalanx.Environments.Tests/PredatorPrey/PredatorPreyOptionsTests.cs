using static Phalanx.Environments.Tests.PredatorPreyTests;

namespace Phalanx.Environments.Tests;

/// <summary>What each setting changes.</summary>
public sealed class PredatorPreyOptionsTests
{
    private const int Right = 0;
    private const int Left = 2;
    private const int Up = 3;
    private const int Stay = 4;
    private const int Catch = 5;

    private static readonly PredatorPreySettings Defaults = new();

    private static readonly PredatorPreySettings Crowded = new() { Height = 5, Width = 6, EpisodeLimit = 80 };

    [Fact]
    public void Rewards_are_settings()
    {
        PredatorPreySettings settings = Defaults with { RewardCatch = 5, Punishment = -4, RewardTime = -0.25 };
        Assert.Equal(4.75, Placed(settings, 1, [(5, 4), (5, 6), (0, 0)], [(5, 5), (9, 9)]).Step(Team(Catch, Catch)).Reward);
        Assert.Equal(-4.25, Placed(settings, 1, [(5, 4), (0, 0)], [(5, 5)]).Step(Team(Catch)).Reward);
    }

    [Fact]
    public void Collisions_count_every_agent_in_the_game_that_does_not_move()
    {
        PredatorPreySettings settings = Defaults with { RewardCollision = -1 };
        Assert.Equal(-4, Placed(settings, 1, [(0, 0), (2, 2), (2, 3), (7, 7), (8, 1)], [(9, 9)]).Step(Team(Left, Right, Left, Stay, Right)).Reward);
    }

    [Fact]
    public void A_catch_may_need_more_than_two_agents()
    {
        PredatorPreySettings settings = Defaults with { CatchersNeeded = 3 };
        Assert.Equal(-2, Placed(settings, 1, [(5, 4), (5, 6), (0, 0)], [(5, 5)]).Step(Team(Catch, Catch)).Reward);
        Assert.Equal(10, Placed(settings, 1, [(5, 4), (5, 6), (4, 5)], [(5, 5)]).Step(Team(Catch, Catch, Catch)).Reward);
    }

    [Fact]
    public void Without_freezing_the_agents_that_caught_a_prey_go_on()
    {
        PredatorPrey hunt = Placed(Defaults with { CaptureFreezes = false }, 1, [(5, 4), (5, 6)], [(5, 5), (9, 9)]);
        Assert.Equal(new StepResult(10), hunt.Step(Team(Catch, Catch)));
        hunt.Step(Team(Up, Right));
        Assert.Equal(((4, 4), (5, 7)), (AgentAt(hunt, 0), AgentAt(hunt, 1)));
    }

    [Fact]
    public void Frozen_agents_may_stay_on_the_grid_where_others_see_them_and_cannot_pass()
    {
        PredatorPrey hunt = Placed(Defaults with { RemoveFrozen = false }, 1, [(5, 4), (5, 6), (5, 3)], [(5, 5), (9, 9)]);
        Assert.Equal(new StepResult(10), hunt.Step(Team(Catch, Catch)));
        Assert.Equal([36, 39], Hot(hunt.Observations()[150..225]));
        Assert.Empty(Hot(hunt.Observations()[..150]));
        hunt.Step(Team(Up, Catch, Right));
        Assert.Equal(((5, 4), (5, 3)), (AgentAt(hunt, 0), AgentAt(hunt, 2)));
    }

    [Fact]
    public void Frozen_agents_that_stay_on_the_grid_catch_nothing_more()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            PredatorPrey hunt = Placed(Defaults with { RemoveFrozen = false }, seed, [(5, 5), (6, 6), (0, 0)], [(5, 6), (6, 5)]);
            Assert.Equal(10, hunt.Step(Team(Catch, Catch)).Reward);
            Assert.Single(PreyOf(hunt));
        }
    }

    [Fact]
    public void The_first_catch_may_end_the_hunt() => Assert.Equal(
        new StepResult(10, Terminated: true),
        Placed(Defaults with { CaptureTerminal = true }, 1, [(5, 4), (5, 6), (0, 0)], [(5, 5), (9, 9)]).Step(Team(Catch, Catch)));

    [Fact]
    public void Prey_that_always_rests_never_moves()
    {
        PredatorPrey hunt = Placed(Defaults with { PreyRestProbability = 1 }, 1, [(0, 0)], [(5, 5)]);
        for (int step = 0; step < 20; step++)
        {
            hunt.Step(Team());
        }

        Assert.Equal([(5, 5)], PreyOf(hunt));
    }

    [Fact]
    public void On_a_torus_moves_and_windows_go_on_at_the_opposite_side()
    {
        PredatorPrey hunt = Placed(Defaults with { Toroidal = true }, 1, [(0, 0), (9, 8)], [(9, 0), (0, 9)]);
        Assert.Equal([true, true, true, true, true, true], hunt.Available()[..6]);

        // Of the first agent's window: itself, prey above, prey to the left, and up and to the left the other agent, two columns away.
        Assert.Equal([15, 22, 34, 36], Hot(hunt.Observations()[..75]));
        Assert.Equal(-4, hunt.Step(Team(Catch)).Reward);
        hunt = Placed(Defaults with { Toroidal = true }, 1, [(0, 0)], [(5, 5)]);
        hunt.Step(Team(Left));
        Assert.Equal((0, 9), AgentAt(hunt, 0));
        hunt.Step(Team(Up));
        Assert.Equal((9, 9), AgentAt(hunt, 0));
    }

    [Fact]
    public void Walls_and_numbers_may_be_seen()
    {
        PredatorPrey hunt = Placed(Defaults with { ObserveWalls = true, ObserveIds = true }, 1, [(9, 9), (1, 1), (0, 1)], [(9, 8), (0, 0)]);
        float[] window = hunt.Observations()[150..225];
        Assert.Equal([-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 3, 0, 0, -1, 0, 2, 0, 0, -1, 0, 0, 0, 0], window.Where((_, index) => index % 3 == 0));
        Assert.Equal([34], Hot(window).Where(index => index % 3 == 1));
        Assert.Equal(2, window[34]);
        Assert.Equal((2, 1), (hunt.State()[33], hunt.State()[(98 * 3) + 1]));
    }

    [Fact]
    public void The_window_and_the_grid_may_have_other_sizes()
    {
        var hunt = new PredatorPrey(Defaults with { Agents = 20, Prey = 25, Height = 9, Width = 12, ObsRadius = 3 }, 1);
        Assert.Equal((7 * 7 * 3, 9 * 12 * 3), (hunt.Spec.ObservationSize, hunt.Spec.StateSize));
        EnvironmentChecker.Check(count => new PredatorPrey(Defaults with { Agents = 20, Prey = 25, Height = 9, Width = 12, ObsRadius = 3 }, count))
            .ThrowIfAny();
    }

    public static TheoryData<PredatorPreySettings> Variants =>
    [
        Crowded with { Toroidal = true, ObserveIds = true },
        Crowded with { RemoveFrozen = false, ObserveWalls = true },
        Crowded with { CaptureFreezes = false, PreyRestProbability = 0.5 },
        Crowded with { CatchersNeeded = 1, RewardTime = -0.5, RewardCollision = -0.25 },
        Crowded with { Height = 4, CatchersNeeded = 3, CaptureTerminal = true, ObsRadius = 0 },
    ];

    [Theory]
    [MemberData(nameof(Variants), DisableDiscoveryEnumeration = true)]
    public void Every_variant_keeps_the_rules_of_the_contract(PredatorPreySettings settings) =>
        EnvironmentChecker.Check(count => new PredatorPrey(settings, count)).ThrowIfAny();

    [Theory]
    [MemberData(nameof(Variants), DisableDiscoveryEnumeration = true)]
    public void In_every_variant_no_two_entities_share_a_cell_prey_only_become_fewer_and_rewards_keep_their_bounds(PredatorPreySettings settings)
    {
        var hunt = new PredatorPrey(settings, 1);
        int caught = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            int before = settings.Prey;
            RandomPlay.Play(hunt, seed, int.MaxValue, result =>
            {
                IReadOnlyList<FrameItem> items = hunt.Draw(0).Shown();
                Assert.Equal(items.Count, items.Select(item => (item.X, item.Y)).Distinct().Count());
                int prey = PreyOf(hunt).Length;
                Assert.InRange(prey, 0, before);

                // Beside a catch there may be time, punishments and agents that stood still, all of them with a reward of zero or less.
                double most = settings.RewardTime + (settings.RewardCatch * (before - prey));
                double least = most + (settings.Punishment * prey) + (settings.RewardCollision * settings.Agents);
                Assert.InRange(result.Reward, least - 1e-9, most + 1e-9);
                Assert.True(!settings.CaptureTerminal || result.Terminated == prey < before);
                (caught, before) = (caught + before - prey, prey);
            });
        }

        Assert.True(caught > 0);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_window_is_the_state_around_its_agent(bool toroidal, bool keepFrozen)
    {
        var hunt = new PredatorPrey(
            new PredatorPreySettings { Agents = 18, Prey = 9, Height = 7, Width = 8, Toroidal = toroidal, RemoveFrozen = !keepFrozen }, 1);
        for (ulong seed = 0; seed < 5; seed++)
        {
            RandomPlay.Play(hunt, seed, 60, _ => AssertWindowsFit(hunt, toroidal));
        }
    }

    private static void AssertWindowsFit(PredatorPrey hunt, bool toroidal)
    {
        float[] state = hunt.State();
        float[][] windows = [.. hunt.Observations().Chunk(75)];
        foreach (FrameItem item in hunt.Draw(0).Shown().Where(item => item.Role == FrameRole.Agent))
        {
            float[] window = windows[int.Parse(item.Label, System.Globalization.CultureInfo.InvariantCulture)];
            for (int index = 0; index < window.Length; index++)
            {
                (int row, int column) = ((int)item.Y + (index / 15) - 2, (int)item.X + (index / 3 % 5) - 2);
                (row, column) = toroidal ? ((row + 7) % 7, (column + 8) % 8) : (row, column);
                bool inside = row is >= 0 and < 7 && column is >= 0 and < 8;
                Assert.Equal(inside ? state[(((row * 8) + column) * 3) + (index % 3)] : 0, window[index]);
            }
        }
    }
}
