namespace Phalanx.Environments.Battles;

/// <summary>One battle and what its agents see of it: the simulation moves the units, the view tells what that means to the team.</summary>
internal sealed class Battle
{
    private readonly BattleRules _rules;
    private readonly BattleWorld _world;
    private readonly ScriptedTeam _scripts;
    private readonly SmacUnit[] _traits;
    private readonly int[] _actions;
    private BattleAudit? _audit;

    public Battle(BattleRules rules, SmacRules sight)
    {
        _rules = rules;
        _world = new BattleWorld(rules);
        View = new SmacView(sight);
        _scripts = new ScriptedTeam(rules, View, _world.Forces);
        _traits = new SmacUnit[_world.Forces.Count];
        _actions = new int[_world.Forces.Allies];
    }

    /// <summary>What agents may do, see and are paid.</summary>
    public SmacView View { get; }

    /// <summary>All units.</summary>
    public Forces Forces => _world.Forces;

    /// <summary>What happened in the last step, where pictures are asked for.</summary>
    public EventLog Events => _world.Events;

    /// <summary>Begins an episode.</summary>
    public void Begin(ulong seed)
    {
        _world.Begin(seed);
        for (int unit = 0; unit < _traits.Length; unit++)
        {
            _traits[unit] = _rules.Plan.TraitsOf(Forces.Types[unit], Forces.IsAlly(unit));
        }

        View.Begin(_traits, BattleWorld.DrawsOfView(seed));
        _scripts.Begin();
        Report();
        View.Refresh();
        _audit?.Begin();
    }

    /// <summary>Takes one step by the actions of the agents, which are known to be allowed.</summary>
    public StepResult Step(ReadOnlySpan<int> actions)
    {
        View.Take(actions);
        for (int agent = 0; agent < actions.Length; agent++)
        {
            AgentOrder order = View.OrderOf(agent);
            Forces.Orders[agent] = order.Kind switch
            {
                AgentOrderKind.None => Forces.Orders[agent],
                AgentOrderKind.Move => UnitOrder.MoveTo(order.X, order.Y),
                AgentOrderKind.Attack => UnitOrder.Attack(Forces.Allies + order.Target),
                AgentOrderKind.Heal => UnitOrder.Heal(order.Target),
                _ => UnitOrder.Stop,
            };
        }

        return Advance();
    }

    /// <summary>Takes one step as a script has the team act.</summary>
    public StepResult StepByScript(string script)
    {
        _scripts.Order(script, _actions);
        View.Take(_actions);
        return Advance();
    }

    /// <summary>What cannot be true after the last step, or at the start; null when nothing is wrong.</summary>
    public string? FindFault()
    {
        if (_audit is null)
        {
            _audit = new BattleAudit(_rules, Forces);
            _audit.Begin();
        }

        return _audit.FaultAfterStep();
    }

    private StepResult Advance()
    {
        _world.Step();
        Report();
        return View.Settle();
    }

    /// <summary>Tells the view how all units are.</summary>
    private void Report()
    {
        Forces forces = Forces;
        Span<UnitSnapshot> units = View.Units;
        for (int unit = 0; unit < units.Length; unit++)
        {
            units[unit] = new UnitSnapshot
            {
                X = forces.X[unit],
                Y = forces.Y[unit],
                Health = forces.Health[unit],
                Shield = forces.Shield[unit],
                Energy = forces.Energy[unit],
                Cooldown = Math.Max(0, forces.Cooldown[unit]),
            };
        }
    }
}
