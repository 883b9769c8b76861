namespace Phalanx.Environments.Battles;

// What agents may do, and what they are told.
internal sealed partial class SmacView
{
    /// <summary>Writes which actions each agent may choose.</summary>
    /// <param name="available">[agents x actions].</param>
    public void WriteAvailableActions(Span<bool> available)
    {
        available[..(_rules.Allies * _rules.Actions)].Clear();
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            Span<bool> mask = available.Slice(agent * _rules.Actions, _rules.Actions);
            if (!_units[agent].IsAlive)
            {
                mask[SmacRules.NoOperation] = true;
                continue;
            }

            mask[SmacRules.Stop] = true;
            for (int move = 0; move < SmacRules.Moves; move++)
            {
                mask[SmacRules.FirstMove + move] = MayMove(agent, move);
            }

            mask[SmacRules.FirstFacing.._rules.FirstTarget].Fill(true);
            Span<bool> targets = mask[_rules.FirstTarget..];
            if (_rules.Extras.ActionMask)
            {
                foreach (int target in new UnitsOf(ReachedBy(agent)))
                {
                    targets[target] = true;
                }
            }
            else
            {
                for (int target = 0; target < targets.Length; target++)
                {
                    targets[target] = IsTargetOf(agent, target);
                }
            }
        }
    }

    /// <summary>Whether an agent may choose an action.</summary>
    public bool IsAvailable(int agent, int action)
    {
        if (!_units[agent].IsAlive || action == SmacRules.NoOperation)
        {
            return !_units[agent].IsAlive && action == SmacRules.NoOperation;
        }

        int target = action - _rules.FirstTarget;
        return target >= 0
            ? IsTargetOf(agent, target) && (!_rules.Extras.ActionMask || ReachedBy(agent).Has(target))
            : action < SmacRules.FirstMove || action >= SmacRules.FirstFacing || MayMove(agent, action - SmacRules.FirstMove);
    }

    /// <summary>The rule that a joint action breaks, without a full stop; null when it breaks none, or when the settings are lenient.</summary>
    /// <param name="actions">An action for each agent.</param>
    public string? Breach(ReadOnlySpan<int> actions)
    {
        for (int agent = 0; agent < actions.Length && !_rules.Settings.Lenient; agent++)
        {
            if (!IsAvailable(agent, actions[agent]))
            {
                return RuleAgainst(agent, actions[agent]);
            }
        }

        return null;
    }

    /// <summary>Takes the joint action of a step. What is not available becomes stop, or nothing of an agent that is dead.</summary>
    /// <param name="actions">An action for each agent.</param>
    public void Take(ReadOnlySpan<int> actions)
    {
        for (int agent = 0; agent < actions.Length; agent++)
        {
            int action = actions[agent];
            _actions[agent] = IsAvailable(agent, action) ? action : _units[agent].IsAlive ? SmacRules.Stop : SmacRules.NoOperation;
            if (_cones is not null && action >= SmacRules.FirstFacing && action < _rules.FirstTarget && _units[agent].IsAlive)
            {
                _cones.Turn(agent, action - SmacRules.FirstFacing);
            }
        }
    }

    /// <summary>What the action of an agent tells its unit to do. Asked before the units are written again.</summary>
    public AgentOrder OrderOf(int agent)
    {
        int action = _actions[agent];
        ref readonly UnitSnapshot unit = ref _units[agent];
        if (action is >= SmacRules.FirstMove and < SmacRules.FirstFacing)
        {
            (double x, double y) = _rules.EndOf(action - SmacRules.FirstMove, unit.X, unit.Y);
            return new AgentOrder(AgentOrderKind.Move, X: x, Y: y);
        }

        return action switch
        {
            SmacRules.Stop => new AgentOrder(AgentOrderKind.Stop),
            _ when action >= _rules.FirstTarget && ReachedBy(agent).Has(action - _rules.FirstTarget) =>
                new AgentOrder(_traits[agent].IsHealer ? AgentOrderKind.Heal : AgentOrderKind.Attack, action - _rules.FirstTarget),
            _ => new AgentOrder(AgentOrderKind.None),
        };
    }

    private bool MayMove(int agent, int move) => (_moves[agent] & (1 << move)) != 0;

    /// <summary>The targets in reach of an agent: agents of a healer, enemies of all others.</summary>
    private Span<ulong> ReachedBy(int agent) => (_traits[agent].IsHealer ? _allySight : _enemySight).Reached[agent];

    /// <summary>Whether a number stands for a living target of an agent, at any distance. Healers heal no healers.</summary>
    private bool IsTargetOf(int agent, int target) => _traits[agent].IsHealer
        ? target < _rules.Allies && _units[target].IsAlive && !_traits[target].IsHealer
        : target < _rules.Enemies && _units[_rules.Allies + target].IsAlive;

    private string RuleAgainst(int agent, int action)
    {
        if (!_units[agent].IsAlive)
        {
            return $"agent {agent} is dead and was told to take action {action}; a dead agent has action {SmacRules.NoOperation} and no other";
        }

        if (action == SmacRules.NoOperation)
        {
            return $"agent {agent} is alive and was told to take action {action}, which is for the dead; " +
                $"one that is to do nothing stops, action {SmacRules.Stop}";
        }

        return $"agent {agent} was told to {WordsFor(agent, action)}, action {action}, which is not available; " +
            $"choose one of {ListOfAvailable(agent)}";
    }

    private string WordsFor(int agent, int action) => action >= _rules.FirstTarget
        ? $"{(_traits[agent].IsHealer ? "heal agent" : "attack enemy")} {action - _rules.FirstTarget}"
        : $"move {(action - SmacRules.FirstMove) switch { 0 => "north", 1 => "south", 2 => "east", _ => "west" }}";

    private string ListOfAvailable(int agent) =>
        string.Join(", ", Enumerable.Range(0, _rules.Actions).Where(action => IsAvailable(agent, action)));
}
