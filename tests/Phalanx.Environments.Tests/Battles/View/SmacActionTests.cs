using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests;

/// <summary>Which actions are refused, and what the others tell units to do.</summary>
public sealed class SmacActionTests
{
    private const int North = 2;
    private const int South = 3;
    private const int East = 4;
    private const int West = 5;
    private const int Attack = 6;

    // Agent 0 stands at the southern edge of the walkable ground, enemy 0 exactly 6 away and enemy 1 a hundredth more.
    private static readonly Fight Duel = new(
        [new("marine", 10, 8.5), new("marine", 12, 16)],
        [new("marine", 16, 8.5), new("marine", 16.01, 8.5)]);

    [Theory]
    [InlineData(7, "agent 0 was told to attack enemy 1, action 7, which is not available; choose one of 1, 2, 4, 5, 6")]
    [InlineData(South, "agent 0 was told to move south, action 3, which is not available; choose one of 1, 2, 4, 5, 6")]
    [InlineData(0, "agent 0 is alive and was told to take action 0, which is for the dead; one that is to do nothing stops, action 1")]
    public void Actions_that_are_not_available_are_refused_fixture_44(int action, string rule)
    {
        SmacView view = Duel.Begin();
        Assert.Equal(rule, view.Breach([action, 1]));
        Assert.Null(view.Breach([Attack, 1]));
    }

    [Fact]
    public void A_dead_agent_only_does_nothing_fixture_44()
    {
        SmacView view = Duel.Begin();
        view.Units[1].Health = 0;
        view.Settle();
        Assert.Equal("agent 1 is dead and was told to take action 1; a dead agent has action 0 and no other", view.Breach([1, 1]));
        Assert.Null(view.Breach([1, 0]));
    }

    [Fact]
    public void Lenient_views_take_stop_for_what_is_not_available()
    {
        SmacView view = (Duel with { Settings = new ViewSettings { Lenient = true } }).Begin();
        Assert.Null(view.Breach([South, 0]));
        view.Take([South, 0]);
        Assert.Equal([new(AgentOrderKind.Stop), new(AgentOrderKind.Stop)], Orders(view));
        view.Units[1].Health = 0;
        view.Settle();
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 0, 1], view.State()[14..24].Select(value => (int)value));
        Assert.Null(view.Breach([West, East]));
        view.Take([West, East]);
        Assert.Equal([new(AgentOrderKind.Move, X: 8, Y: 8.5), new(AgentOrderKind.None)], Orders(view));
    }

    [Fact]
    public void Masks_say_what_is_refused()
    {
        foreach (Fight fight in (Fight[])[Duel, Duel with { Extras = new SmacExtras { ActionMask = false, FacingActions = 4 } }])
        {
            SmacView view = fight.Begin();
            view.Units[1].Health = 0;
            view.Settle();
            for (int agent = 0; agent < 2; agent++)
            {
                int[] actions = [1, 0];
                string mask = view.Mask(agent);
                for (int action = 0; action < mask.Length; action++)
                {
                    actions[agent] = action;
                    Assert.Equal(mask[action] == '1', view.Breach(actions) is null);
                }
            }
        }
    }

    [Theory]
    [InlineData(North, 12, 18)]
    [InlineData(South, 12, 14)]
    [InlineData(East, 14, 16)]
    [InlineData(West, 10, 16)]
    public void Moves_lead_to_a_point(int action, double x, double y)
    {
        SmacView view = Duel.Begin();
        view.Take([Attack, action]);
        Assert.Equal([new(AgentOrderKind.Attack, 0), new(AgentOrderKind.Move, X: x, Y: y)], Orders(view));
    }

    [Fact]
    public void Healers_heal_agents()
    {
        SmacView view = new Fight([new("marine", 10, 16), new("medivac", 12, 16), new("medivac", 13, 16)], [new("marine", 15, 16)])
        {
            AllyTypes = ["marine", "medivac"],
            EnemyTypes = ["marine", "medivac"],
        }.Begin();
        Assert.Equal(["011111100", "011111100", "011111100"], Enumerable.Range(0, 3).Select(view.Mask));
        Assert.Equal("agent 1 was told to heal agent 2, action 8, which is not available; choose one of 1, 2, 3, 4, 5, 6", view.Breach([6, 8, 6]));
        view.Take([6, 6, 1]);
        Assert.Equal([new(AgentOrderKind.Attack, 0), new(AgentOrderKind.Heal, 0), new(AgentOrderKind.Stop)], Orders(view));
    }

    [Fact]
    public void Without_the_mask_all_living_targets_may_be_chosen_and_those_out_of_reach_mean_nothing()
    {
        SmacView view = (Duel with { Extras = new SmacExtras { ActionMask = false } }).Begin();
        Assert.Equal("01101111", view.Mask(0));
        Assert.Null(view.Breach([7, 1]));
        view.Take([7, 1]);
        Assert.Equal(AgentOrderKind.None, view.OrderOf(0).Kind);

        // What is seen of the enemy still tells whether it is in reach, and the state which action was taken.
        Assert.Equal([1, 0], view.Observation(0)[4..14].Chunk(5).Select(block => (int)block[0]));
        view.Units[3].Health = 0;
        view.Settle();
        Assert.Equal("01101110", view.Mask(0));
        Assert.Equal(1, view.State()[14 + 7]);
    }

    private static AgentOrder[] Orders(SmacView view) => [.. Enumerable.Range(0, view.Rules.Allies).Select(view.OrderOf)];
}
