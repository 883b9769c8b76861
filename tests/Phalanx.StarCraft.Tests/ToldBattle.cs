using Phalanx.Environments;
using Phalanx.Environments.Battles;

namespace Phalanx.StarCraft.Tests;

/// <summary>
/// A battle in the simulator, without any protocol, that is seen as the protocol tells it: all numbers have passed through single precision. Units go exactly as far
/// as they are told from where they exactly are. What comes through client and server must be equal to it bit for bit.
/// </summary>
internal sealed class ToldBattle
{
    private readonly BattlePlan _plan;
    private readonly BattleWorld _world;
    private readonly SmacUnit[] _traits;

    public ToldBattle(string map, BattleSettings settings)
    {
        _plan = BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), $"sc2/{map}");
        _world = new BattleWorld(new BattleRules(_plan, settings));
        _traits = new SmacUnit[_world.Forces.Count];
        View = new SmacView(new SmacRules(_plan.Scenario, settings, _plan.Extras));
    }

    public SmacView View { get; }

    public void Begin(ulong seed)
    {
        _world.Begin(seed);
        Forces forces = _world.Forces;
        for (int unit = 0; unit < _traits.Length; unit++)
        {
            _traits[unit] = _plan.TraitsOf(forces.Types[unit], forces.IsAlly(unit));
        }

        View.Begin(_traits);
        Report();
        View.Refresh();
    }

    public StepResult Step(ReadOnlySpan<int> actions)
    {
        Forces forces = _world.Forces;
        View.Take(actions);
        for (int agent = 0; agent < actions.Length; agent++)
        {
            AgentOrder order = View.OrderOf(agent);
            forces.Orders[agent] = order.Kind switch
            {
                AgentOrderKind.None => forces.Orders[agent],
                AgentOrderKind.Move => UnitOrder.MoveTo(forces.X[agent] + Way(order.X, View.Units[agent].X), forces.Y[agent] + Way(order.Y, View.Units[agent].Y)),
                AgentOrderKind.Attack => UnitOrder.Attack(forces.Allies + order.Target),
                AgentOrderKind.Heal => UnitOrder.Heal(order.Target),
                _ => UnitOrder.Stop,
            };
        }

        _world.Step();
        Report();
        return View.Settle();
    }

    private static double Way(double to, double from) => Math.Round(to - from, digits: 5);

    private void Report()
    {
        Forces forces = _world.Forces;
        for (int unit = 0; unit < forces.Count; unit++)
        {
            View.Units[unit] = new UnitSnapshot
            {
                X = (float)forces.X[unit],
                Y = (float)forces.Y[unit],
                Health = (float)forces.Health[unit],
                Shield = (float)forces.Shield[unit],
                Energy = (float)forces.Energy[unit],
                Cooldown = (float)Math.Max(0, forces.Cooldown[unit]),
            };
        }
    }
}
