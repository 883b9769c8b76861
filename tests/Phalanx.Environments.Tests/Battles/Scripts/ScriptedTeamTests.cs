using Phalanx.Environments.Battles;
using Phalanx.Environments.Tests.Battles.Simulation;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Scripts;

/// <summary>What the scripts tell a team to do, rule by rule.</summary>
public class ScriptedTeamTests
{
    private const int NoOperation = 0;
    private const int Stop = 1;
    private const int North = 2;
    private const int East = 4;
    private const int FirstTarget = 6;

    [Fact]
    public void The_heuristic_attacks_the_nearest_wherever_it_is()
    {
        ScriptedBattle battle = new([Unit("marine", 4, 16)], [Unit("marine", 29, 20), Unit("marine", 28, 16)]);
        Assert.Equal([FirstTarget + 1], battle.Order(ScriptedTeam.Heuristic));
        Assert.Equal(UnitOrder.Attack(2), battle.Forces.Orders[0]);
    }

    [Fact]
    public void The_heuristic_keeps_its_target_until_it_is_dead()
    {
        ScriptedBattle battle = new([Unit("marine", 10, 16)], [Unit("marine", 14, 16), Unit("marine", 25, 16)]);
        Assert.Equal([FirstTarget], battle.Order(ScriptedTeam.Heuristic));
        battle.Forces.X[2] = 11;
        Assert.Equal([FirstTarget], battle.Order(ScriptedTeam.Heuristic));
        battle.Forces.Health[1] = 0;
        Assert.Equal([FirstTarget + 1], battle.Order(ScriptedTeam.Heuristic));
    }

    [Fact]
    public void A_new_battle_forgets_targets()
    {
        ScriptedBattle battle = new([Unit("marine", 10, 16)], [Unit("marine", 14, 16), Unit("marine", 16, 16)]);
        battle.Order(ScriptedTeam.Heuristic);
        battle.Script.Begin();
        battle.Forces.X[2] = 11;
        Assert.Equal([FirstTarget + 1], battle.Order(ScriptedTeam.Heuristic));
    }

    [Theory]
    [InlineData(ScriptedTeam.Heuristic)]
    [InlineData(ScriptedTeam.Focus)]
    [InlineData(ScriptedTeam.Hold)]
    public void Marauders_skip_medivacs(string script)
    {
        ScriptedBattle battle = new([Unit("marauder", 10, 16)], [Unit("medivac_stock", 12, 16), Unit("marine", 15, 16)]);
        Assert.Equal([FirstTarget + 1], battle.Order(script));
        ScriptedBattle other = new([Unit("marine", 10, 16)], [Unit("medivac_stock", 12, 16), Unit("marine", 15, 16)]);
        Assert.Equal(script == ScriptedTeam.Heuristic ? FirstTarget : FirstTarget + 1, other.Order(script)[0]);
    }

    [Fact]
    public void A_marauder_that_has_nothing_to_hit_goes_on_with_what_it_did()
    {
        ScriptedBattle battle = new([Unit("marauder", 10, 16)], [Unit("medivac_stock", 12, 16)]);
        battle.Forces.Orders[0] = UnitOrder.MoveTo(3, 3);
        Assert.Equal([Stop], battle.Order(ScriptedTeam.Heuristic));
        Assert.Equal(UnitOrder.MoveTo(3, 3), battle.Forces.Orders[0]);
    }

    [Fact]
    public void A_medivac_heals_the_nearest_who_is_hurt_until_it_is_well()
    {
        ScriptedBattle battle = new([Unit("marine", 10, 16), Unit("marine", 25, 16), Unit("medivac", 12, 16)], [Unit("marine", 30, 30)]);
        (int near, int far, int medivac) = (battle.AgentAt(10), battle.AgentAt(25), battle.AgentAt(12));
        Assert.Equal(Stop, battle.Order(ScriptedTeam.Heuristic)[medivac]);
        battle.Forces.Health[far] = 44;
        Assert.Equal(FirstTarget + far, battle.Order(ScriptedTeam.Heuristic)[medivac]);
        battle.Forces.Health[near] = 1;
        Assert.Equal(FirstTarget + far, battle.Order(ScriptedTeam.Heuristic)[medivac]);
        battle.Forces.Health[far] = 45;
        Assert.Equal(FirstTarget + near, battle.Order(ScriptedTeam.Heuristic)[medivac]);
        Assert.Equal(UnitOrder.Heal(near), battle.Forces.Orders[medivac]);
        battle.Forces.Health[near] = 0;
        battle.Forces.Health[far] = 40;
        int[] actions = battle.Order(ScriptedTeam.Heuristic);
        Assert.Equal((NoOperation, FirstTarget + far), (actions[near], actions[medivac]));
    }

    [Fact]
    public void A_medivac_heals_no_medivac()
    {
        ScriptedBattle battle = new([Unit("medivac", 10, 16), Unit("medivac", 12, 16)], [Unit("marine", 30, 30)]);
        battle.Forces.Health[0] = 10;
        Assert.Equal([Stop, Stop], battle.Order(ScriptedTeam.Heuristic));
    }

    [Fact]
    public void Focus_attacks_the_weakest_in_reach_health_and_shield_together()
    {
        ScriptedBattle battle = new(
            [Unit("marine", 10, 16)], [Unit("marine", 11, 16), Unit("zealot", 13, 16), Unit("marine", 15, 16), Unit("marine", 20, 16)]);
        (battle.Forces.Health[2], battle.Forces.Shield[2], battle.Forces.Health[3], battle.Forces.Health[4]) = (10, 25, 30, 1);
        battle.Look();
        Assert.Equal([FirstTarget + 2], battle.Order(ScriptedTeam.Focus));

        // Of equals the lower number.
        battle.Forces.Health[1] = 30;
        battle.Look();
        Assert.Equal([FirstTarget], battle.Order(ScriptedTeam.Focus));
    }

    [Fact]
    public void Focus_walks_to_the_nearest_when_none_is_in_reach()
    {
        ScriptedBattle battle = new([Unit("marine", 4, 16)], [Unit("marine", 29, 20), Unit("marine", 28, 16)]);
        Assert.Equal([FirstTarget + 1], battle.Order(ScriptedTeam.Focus));
        Assert.Equal(UnitOrder.Attack(2), battle.Forces.Orders[0]);
    }

    [Fact]
    public void Hold_stands_until_an_enemy_is_in_reach()
    {
        ScriptedBattle battle = new([Unit("marine", 10, 16)], [Unit("marine", 16.01, 16)]);
        battle.Forces.Orders[0] = UnitOrder.MoveTo(3, 3);
        Assert.Equal([Stop], battle.Order(ScriptedTeam.Hold));
        Assert.Equal(UnitOrder.Stop, battle.Forces.Orders[0]);
        battle.Forces.X[1] = 16;
        battle.Look();
        Assert.Equal([FirstTarget], battle.Order(ScriptedTeam.Hold));
    }

    [Fact]
    public void A_medivac_that_holds_heals_in_reach_alone()
    {
        ScriptedBattle battle = new([Unit("marine", 10, 16), Unit("medivac", 17, 16)], [Unit("marine", 30, 30)]);
        (int marine, int medivac) = (battle.AgentAt(10), battle.AgentAt(17));
        battle.Forces.Health[marine] = 10;
        Assert.Equal([Stop, Stop], battle.Order(ScriptedTeam.Hold));
        battle.Forces.X[medivac] = 16;
        battle.Look();
        Assert.Equal(FirstTarget + marine, battle.Order(ScriptedTeam.Hold)[medivac]);
    }

    [Theory]
    [InlineData(20, 14, East, 12, 10)]
    [InlineData(14, 20, North, 10, 12)]
    [InlineData(18, 18, North, 10, 12)]
    [InlineData(14, 2, North + 1, 10, 8)]
    [InlineData(2, 14, East + 1, 8, 10)]
    public void With_heuristic_rest_the_team_walks_along_an_axis_to_what_it_cannot_attack(double x, double y, int move, double toX, double toY)
    {
        ScriptedBattle battle = new([Unit("marine", 10, 10)], [Unit("marine", x, y)], new BattleMapSettings { HeuristicRest = true });
        Assert.Equal([move], battle.Order(ScriptedTeam.Heuristic));
        Assert.Equal(UnitOrder.MoveTo(toX, toY), battle.Forces.Orders[0]);
    }

    [Fact]
    public void With_heuristic_rest_the_team_attacks_what_is_in_reach()
    {
        ScriptedBattle battle = new([Unit("marine", 10, 10)], [Unit("marine", 16, 10)], new BattleMapSettings { HeuristicRest = true });
        Assert.Equal([FirstTarget], battle.Order(ScriptedTeam.Heuristic));
        Assert.Equal(UnitOrder.Attack(1), battle.Forces.Orders[0]);
    }

    [Fact]
    public void Focus_wins_3m_in_profile_lite()
    {
        // SMAClite's own figure is 100 %.
        BattlePlan plan = BattlePlan.Of(BattleMaps.Load("3m", BattleProfile.Lite), "battle/3m");
        BattleMapSettings settings = new() { Profile = BattleProfile.Lite };
        Battle battle = new(new BattleRules(plan, settings), new SmacRules(plan.Scenario, settings, plan.Extras));
        int won = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            battle.Begin(seed);
            while (!battle.StepByScript(ScriptedTeam.Focus).Ended)
            {
            }

            won += battle.View.End == BattleEnd.Won ? 1 : 0;
        }

        Assert.InRange(won, 90, 100);
    }

    /// <summary>A battle in which a test asks for orders without time going by.</summary>
    private sealed class ScriptedBattle
    {
        private readonly SmacView _view;
        private readonly int[] _actions;

        public ScriptedBattle(Placed[] allies, Placed[] enemies, BattleMapSettings? settings = null)
        {
            settings ??= new BattleMapSettings();
            var arena = Arena.Of(settings, allies, enemies);
            BattlePlan plan = arena.Rules.Plan;
            (Forces, _actions) = (arena.Forces, new int[allies.Length]);
            _view = new SmacView(new SmacRules(plan.Scenario, settings, plan.Extras));
            _view.Begin([.. Enumerable.Range(0, Forces.Count).Select(unit => plan.TraitsOf(Forces.Types[unit], Forces.IsAlly(unit)))]);
            Script = new ScriptedTeam(arena.Rules, _view, Forces);
            Script.Begin();
            Look();
        }

        public Forces Forces { get; }

        public ScriptedTeam Script { get; }

        /// <summary>Tells the view how units are now.</summary>
        public void Look()
        {
            for (int unit = 0; unit < Forces.Count; unit++)
            {
                _view.Units[unit] = new UnitSnapshot { X = Forces.X[unit], Y = Forces.Y[unit], Health = Forces.Health[unit], Shield = Forces.Shield[unit] };
            }

            _view.Refresh();
        }

        public int[] Order(string script)
        {
            Script.Order(script, _actions);
            return _actions;
        }

        /// <summary>The agent that starts so far from the left.</summary>
        public int AgentAt(double x) => Forces.X.AsSpan(0, Forces.Allies).IndexOf(x);
    }
}
