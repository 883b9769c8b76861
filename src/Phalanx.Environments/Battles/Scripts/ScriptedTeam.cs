namespace Phalanx.Environments.Battles;

/// <summary>A team that follows a script instead of learning. It knows where all units are, and may give orders that agents cannot choose.</summary>
internal sealed class ScriptedTeam
{
    /// <summary>SMAC's own heuristic: attack the nearest enemy until it is dead, wherever it is.</summary>
    public const string Heuristic = "heuristic";

    /// <summary>Of the enemies in range attack the weakest; with none in range act as <see cref="Heuristic"/>.</summary>
    public const string Focus = "focus";

    /// <summary>Stand until an enemy is in range, then attack the weakest.</summary>
    public const string Hold = "hold";

    private readonly BattleRules _rules;
    private readonly SmacView _view;
    private readonly Forces _forces;
    private readonly int[] _targets;

    public ScriptedTeam(BattleRules rules, SmacView view, Forces forces)
    {
        (_rules, _view, _forces) = (rules, view, forces);
        _targets = new int[forces.Allies];
    }

    /// <summary>The names of the scripts.</summary>
    public static IReadOnlyList<string> Names { get; } = [Heuristic, Focus, Hold];

    /// <summary>Begins a battle.</summary>
    public void Begin() => Array.Fill(_targets, -1);

    /// <summary>Tells all living agents what to do in the step that begins.</summary>
    /// <param name="script">One of <see cref="Names"/>.</param>
    /// <param name="actions">Where to write which action each order stands for.</param>
    public void Order(string script, Span<int> actions)
    {
        for (int agent = 0; agent < _forces.Allies; agent++)
        {
            actions[agent] = SmacRules.NoOperation;
            if (_forces.IsAlive(agent))
            {
                actions[agent] = Order(script, agent);
            }
        }
    }

    private int Order(string script, int agent)
    {
        int target = script != Heuristic && !_forces.Types[agent].IsHealer ? WeakestInReach(agent) : -1;
        if (target < 0 && script == Hold && !CanHealInReach(agent))
        {
            return Stop(agent);
        }

        target = target >= 0 ? target : Keep(agent);
        return target >= 0 ? Engage(agent, target) : SmacRules.Stop;
    }

    private int Stop(int agent)
    {
        _forces.Orders[agent] = UnitOrder.Stop;
        return SmacRules.Stop;
    }

    /// <summary>
    /// The target that an agent has, or the nearest when that one needs no more: an enemy until it is dead, a friend until it is healed. -1 when
    /// there is none.
    /// </summary>
    private int Keep(int agent)
    {
        int target = _targets[agent];
        if (target < 0 || !NeedsIt(agent, target))
        {
            target = NearestInNeed(agent);
        }

        return _targets[agent] = target;
    }

    private int NearestInNeed(int agent)
    {
        (int first, int end) = _forces.Types[agent].IsHealer ? _forces.OwnSide(agent) : _forces.OtherSide(agent);
        Nearest nearest = Nearest.None;
        for (int other = first; other < end; other++)
        {
            if (NeedsIt(agent, other))
            {
                nearest.Offer(other, 0, _forces.DistanceSquared(agent, other));
            }
        }

        return nearest.Unit;
    }

    /// <summary>Whether an enemy is alive and can be hit, or a friend alive, hurt and to be healed.</summary>
    private bool NeedsIt(int agent, int other)
    {
        (UnitType type, UnitType own) = (_forces.Types[other], _forces.Types[agent]);
        return _forces.IsAlive(other) && (own.IsHealer ? own.CanHeal(type) && _forces.Health[other] < type.Health : own.CanHit(type));
    }

    private int WeakestInReach(int agent)
    {
        Nearest weakest = Nearest.None;
        for (int enemy = _forces.Allies; enemy < _forces.Count; enemy++)
        {
            if (NeedsIt(agent, enemy) && _view.IsAvailable(agent, ActionOn(agent, enemy)))
            {
                weakest.Offer(enemy, 0, _forces.Health[enemy] + _forces.Shield[enemy]);
            }
        }

        return weakest.Unit;
    }

    private bool CanHealInReach(int agent) =>
        _forces.Types[agent].IsHealer && Keep(agent) is >= 0 and int patient && _view.IsAvailable(agent, ActionOn(agent, patient));

    private int Engage(int agent, int target)
    {
        int action = ActionOn(agent, target);
        if (_rules.HeuristicRest && !_view.IsAvailable(agent, action))
        {
            return StepTowards(agent, target);
        }

        _forces.Orders[agent] = _forces.Types[agent].IsHealer ? UnitOrder.Heal(target) : UnitOrder.Attack(target);
        return action;
    }

    /// <summary>One move along the axis on which the target is farther away, along the other when that is blocked, or none.</summary>
    private int StepTowards(int agent, int target)
    {
        (double dx, double dy) = (_forces.X[target] - _forces.X[agent], _forces.Y[target] - _forces.Y[agent]);
        (int across, int up) = (dx > 0 ? 2 : 3, dy > 0 ? 0 : 1);
        (int first, int second) = Math.Abs(dx) > Math.Abs(dy) ? (across, up) : (up, across);
        int move = _view.IsAvailable(agent, SmacRules.FirstMove + first) ? first : second;
        return _view.IsAvailable(agent, SmacRules.FirstMove + move) ? Move(agent, move) : Stop(agent);
    }

    private int Move(int agent, int move)
    {
        (double x, double y) = _view.Rules.EndOf(move, _forces.X[agent], _forces.Y[agent]);
        _forces.Orders[agent] = UnitOrder.MoveTo(x, y);
        return SmacRules.FirstMove + move;
    }

    private int ActionOn(int agent, int target) =>
        _view.Rules.FirstTarget + (_forces.Types[agent].IsHealer ? target : target - _forces.Allies);
}
