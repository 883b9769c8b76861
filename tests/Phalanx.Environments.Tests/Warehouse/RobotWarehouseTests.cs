using Phalanx.Environments.Warehouse;

namespace Phalanx.Environments.Tests.Warehouse;

/// <summary>The rules of a step, on positions set by hand. Shelves are numbered from 0; number 6 has its home at (7,2), number 12 at (1,4).</summary>
public sealed class RobotWarehouseTests
{
    private const int None = 0;
    private const int Forward = 1;
    private const int TurnLeft = 2;
    private const int TurnRight = 3;
    private const int Toggle = 4;

    [Theory]
    [InlineData((int)Heading.Up, 4, 4)]
    [InlineData((int)Heading.Down, 4, 6)]
    [InlineData((int)Heading.Left, 3, 5)]
    [InlineData((int)Heading.Right, 5, 5)]
    public void A_robot_drives_where_it_faces(int heading, int x, int y)
    {
        RobotWarehouse game = Game(new(), (4, 5, (Heading)heading), (0, 0, Heading.Up));

        game.Step(Forward, None);

        AssertPlaces(game, (x, y), (0, 0));
    }

    [Theory]
    [InlineData(0, 3, (int)Heading.Left)]
    [InlineData(9, 3, (int)Heading.Right)]
    [InlineData(3, 0, (int)Heading.Up)]
    [InlineData(3, 10, (int)Heading.Down)]
    public void A_robot_at_the_edge_stays(int x, int y, int heading)
    {
        RobotWarehouse game = Game(new(), (x, y, (Heading)heading), (4, 4, Heading.Up));

        game.Step(Forward, None);

        AssertPlaces(game, (x, y), (4, 4));
    }

    [Fact]
    public void Robots_do_not_drive_through_each_other()
    {
        RobotWarehouse game = Game(new(), (4, 5, Heading.Right), (5, 5, Heading.Left));

        game.Step(Forward, Forward);

        AssertPlaces(game, (4, 5), (5, 5));
    }

    [Fact]
    public void A_robot_follows_one_that_drives_and_waits_behind_one_that_stays()
    {
        RobotWarehouse game = Game(new(), (3, 5, Heading.Right), (4, 5, Heading.Right));

        game.Step(Forward, Forward);
        AssertPlaces(game, (4, 5), (5, 5));

        game.Step(Forward, None);
        AssertPlaces(game, (4, 5), (5, 5));
    }

    [Fact]
    public void One_of_two_robots_gets_the_empty_cell_between_them()
    {
        RobotWarehouse game = Game(new(), (3, 5, Heading.Right), (5, 5, Heading.Left));

        game.Step(Forward, Forward);

        AssertPlaces(game, (4, 5), (5, 5));
    }

    [Fact]
    public void An_empty_robot_drives_under_a_standing_shelf_and_a_loaded_one_does_not()
    {
        RobotWarehouse game = Game(new(), (3, 4, Heading.Left), (9, 0, Heading.Up));
        game.Step(Forward, None);
        AssertPlaces(game, (2, 4), (9, 0));

        game = Game(new(), (3, 4, Heading.Left), (9, 0, Heading.Up));
        game.Load(0, 0, shelf: 6);
        game.Step(Forward, None);
        AssertPlaces(game, (3, 4), (9, 0));
        Assert.Equal(6, game.ShelfAt(0, 3, 4));
    }

    [Fact]
    public void A_loaded_robot_waits_for_one_under_a_standing_shelf_to_take_it_away()
    {
        RobotWarehouse game = Game(new(), (3, 4, Heading.Left), (2, 4, Heading.Left));
        game.Load(0, 0, shelf: 6);

        // The empty one leaves, its shelf stays; then it has come back and carries that shelf off.
        game.Step(Forward, Forward);
        AssertPlaces(game, (3, 4), (1, 4));

        game.Place(0, 1, 2, 4, Heading.Up);
        game.Step(None, Toggle);
        Assert.Equal(13, game.ShelfAt(0, 2, 4));

        // Up there stands a shelf as well, so it cannot leave.
        game.Step(Forward, Forward);
        AssertPlaces(game, (3, 4), (2, 4));
    }

    [Fact]
    public void Loaded_robots_drive_in_line_and_take_their_shelves_along()
    {
        RobotWarehouse game = Game(new(), (3, 5, Heading.Right), (4, 5, Heading.Right));
        game.Load(0, 0, shelf: 6);
        game.Load(0, 1, shelf: 12);

        game.Step(Forward, Forward);

        AssertPlaces(game, (4, 5), (5, 5));
        Assert.Equal((-1, 6, 12), (game.ShelfAt(0, 3, 5), game.ShelfAt(0, 4, 5), game.ShelfAt(0, 5, 5)));
    }

    [Fact]
    public void Four_turns_to_one_side_face_a_robot_as_before()
    {
        RobotWarehouse game = Game(new(), (4, 5, Heading.Up), (5, 5, Heading.Up));
        Heading[] right = [Heading.Right, Heading.Down, Heading.Left, Heading.Up];
        Heading[] left = [Heading.Left, Heading.Down, Heading.Right, Heading.Up];
        for (int turn = 0; turn < 4; turn++)
        {
            game.Step(TurnRight, TurnLeft);

            float[] seen = game.Observations();
            Assert.Equal(1, seen[3 + (int)right[turn]]);
            Assert.Equal(1, seen[71 + 3 + (int)left[turn]]);
            Assert.Equal(1, seen[3..7].Sum());
        }
    }

    [Fact]
    public void A_shelf_is_picked_up_carried_and_put_down_where_shelves_may_stand()
    {
        RobotWarehouse game = Game(new(), (2, 4, Heading.Right), (9, 0, Heading.Up));

        game.Step(Toggle, None);
        Assert.Equal(1, game.Observations()[2]);

        game.Step(Forward, None);
        Assert.Equal((-1, 13), (game.ShelfAt(0, 2, 4), game.ShelfAt(0, 3, 4)));

        // On a highway nothing happens.
        game.Step(Toggle, None);
        Assert.Equal(1, game.Observations()[2]);

        game.Place(0, 0, 2, 4, Heading.Right);
        game.Step(Toggle, None);
        Assert.Equal(0, game.Observations()[2]);
    }

    [Fact]
    public void A_robot_picks_up_nothing_where_no_shelf_stands()
    {
        RobotWarehouse game = Game(new(), (4, 5, Heading.Right), (9, 0, Heading.Up));

        game.Step(Toggle, None);

        Assert.Equal(0, game.Observations()[2]);
    }

    [Fact]
    public void A_delivery_is_an_event_of_the_robot_and_the_shelf()
    {
        RobotWarehouse game = Game(new(), (9, 0, Heading.Up), (4, 9, Heading.Down));
        game.Load(0, 1, shelf: 6);
        RequestOnly(game, 6, 20);
        Assert.Empty(game.Draw(0).Events);
        game.Step(None, Forward);

        FrameEvent delivery = Assert.Single(game.Draw(0).Events);
        Assert.Equal((FrameEvents.Deliver, 1, "shelf"), (delivery.Kind, delivery.Actor, game.Draw(0).Items.Single(item => item.Id == delivery.Target).Kind));
    }

    [Theory]
    [InlineData(DeliveryReward.Individual, 0, 1, 1)]
    [InlineData(DeliveryReward.Global, 1, 1, 2)]
    [InlineData(DeliveryReward.TwoStage, 0, 0.5, 0.5)]
    public void A_requested_shelf_at_a_goal_is_paid_and_another_one_requested(DeliveryReward mode, double first, double second, double team)
    {
        RobotWarehouse game = Game(new() { Reward = mode }, (9, 0, Heading.Up), (4, 9, Heading.Down));
        game.Load(0, 1, shelf: 6);
        RequestOnly(game, 6, 20);

        StepResult result = game.Step(None, Forward);

        Assert.Equal(new StepResult(team), result);
        Assert.Equal([first, second], game.RewardsOf(0).ToArray());
        Assert.False(game.RequestedOf(0)[6]);
        Assert.True(game.RequestedOf(0)[20]);
        Assert.Equal(2, game.RequestedOf(0).Count(true));

        // It is not paid twice, and the robot keeps the shelf.
        Assert.Equal(0, game.Step(None, None).Reward);
        Assert.Equal(1, game.Observations()[71 + 2]);
        float[] deliveries = new float[1];
        game.WriteStatistics([0], deliveries);
        Assert.Equal(1, deliveries[0]);
    }

    [Fact]
    public void The_next_request_may_be_any_shelf_but_those_that_were_requested()
    {
        HashSet<int> next = [];
        for (ulong seed = 0; seed < 600; seed++)
        {
            RobotWarehouse game = Game(seed, new(), (9, 0, Heading.Up), (4, 9, Heading.Down));
            game.Load(0, 1, shelf: 6);
            RequestOnly(game, 6, 20);
            game.Step(None, Forward);
            next.Add(Enumerable.Range(0, 32).Single(shelf => shelf != 20 && game.RequestedOf(0)[shelf]));
        }

        Assert.Equal(Enumerable.Range(0, 32).Except([6, 20]), next.Order());
    }

    [Fact]
    public void A_shelf_that_is_not_requested_is_no_delivery()
    {
        RobotWarehouse game = Game(new(), (9, 0, Heading.Up), (5, 9, Heading.Down));
        game.Load(0, 1, shelf: 6);
        RequestOnly(game, 7, 20);

        Assert.Equal(0, game.Step(None, Forward).Reward);
    }

    [Fact]
    public void With_two_stage_rewards_the_second_half_is_paid_once_when_the_shelf_is_put_back()
    {
        RobotWarehouse game = Game(new() { Reward = DeliveryReward.TwoStage }, (9, 0, Heading.Up), (5, 9, Heading.Down));
        game.Load(0, 1, shelf: 6);
        RequestOnly(game, 6, 20);
        game.Step(None, Forward);
        Assert.Equal(0, game.Step(None, Toggle).Reward);
        game.Place(0, 1, 7, 2, Heading.Up);

        Assert.Equal(0.5, game.Step(None, Toggle).Reward);
        Assert.Equal(0, game.Step(None, Toggle).Reward);
        Assert.Equal(0, game.Step(None, Toggle).Reward);
    }

    [Fact]
    public void The_limit_truncates_an_unfinished_episode()
    {
        RobotWarehouse game = Game(new() { EpisodeLimit = 2 }, (4, 5, Heading.Up), (5, 5, Heading.Up));

        Assert.False(game.Step(None, None).Ended);
        Assert.Equal(new StepResult(0, Truncated: true), game.Step(None, None));
    }

    private static RobotWarehouse Game(WarehouseSettings settings, params (int X, int Y, Heading Heading)[] robots) => Game(1, settings, robots);

    private static RobotWarehouse Game(ulong seed, WarehouseSettings settings, params (int X, int Y, Heading Heading)[] robots)
    {
        RobotWarehouse game = new("rware/test", settings, 1);
        game.Reset(0, seed);
        for (int robot = 0; robot < robots.Length; robot++)
        {
            game.Place(0, robot, robots[robot].X, robots[robot].Y, robots[robot].Heading);
        }

        return game;
    }

    private static void RequestOnly(RobotWarehouse game, params int[] shelves)
    {
        game.RequestedOf(0).Clear();
        foreach (int shelf in shelves)
        {
            game.RequestedOf(0)[shelf] = true;
        }
    }

    private static void AssertPlaces(RobotWarehouse game, params (int X, int Y)[] expected)
    {
        float[] seen = game.Observations();
        Assert.Equal(expected, expected.Select((_, robot) => ((int)seen[robot * 71], (int)seen[(robot * 71) + 1])));
    }
}
