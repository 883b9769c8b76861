namespace Phalanx.Environments.Battles;

// What is true of the battle.
internal sealed partial class SmacView
{
    private const double Centre = Terrain.Side / 2.0;

    /// <summary>Writes the state: the agents, the enemies, the last actions, the time.</summary>
    /// <param name="state">As long as the state.</param>
    public void WriteState(Span<float> state)
    {
        if (_rules.Settings.ObsInsteadOfState)
        {
            WriteObservations(state);
            return;
        }

        WriteAgentFeatures(state);
        Span<float> rest = state[(_rules.Allies * _rules.AllyRow).._rules.StateSize];
        rest.Clear();
        for (int enemy = 0; enemy < _rules.Enemies; enemy++)
        {
            WriteEnemyRow(_rules.Allies + enemy, rest.Slice(enemy * _rules.EnemyRow, _rules.EnemyRow));
        }

        if (_rules.Settings.StateLastAction)
        {
            WriteLastActions(rest[(_rules.Enemies * _rules.EnemyRow)..]);
        }

        if (_rules.Settings.StateTimestepNumber)
        {
            rest[^1] = TimeUsed();
        }
    }

    /// <summary>Writes the numbers of the state that describe each agent.</summary>
    /// <param name="features">[agents x ally row].</param>
    public void WriteAgentFeatures(Span<float> features)
    {
        features[..(_rules.Allies * _rules.AllyRow)].Clear();
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            WriteAllyRow(agent, features.Slice(agent * _rules.AllyRow, _rules.AllyRow));
        }
    }

    private static float FromCentre(double coordinate) => (float)((coordinate - Centre) / Terrain.Side);

    private void WriteAllyRow(int agent, Span<float> row)
    {
        ref readonly UnitSnapshot unit = ref _units[agent];
        if (!unit.IsAlive)
        {
            return;
        }

        ref readonly SmacUnit traits = ref _traits[agent];
        row[0] = HealthOf(agent);
        row[1] = (float)((traits.IsHealer ? unit.Energy : unit.Cooldown) / traits.CooldownScale);
        row[2] = FromCentre(unit.X);
        row[3] = FromCentre(unit.Y);
        if (_rules.Scenario.AllyShields)
        {
            row[4] = ShieldOf(agent);
        }

        _cones?.Write(agent, row[(_rules.Scenario.AllyShields ? 5 : 4)..]);
        WriteType(agent, row);
    }

    private void WriteEnemyRow(int unit, Span<float> row)
    {
        if (!_units[unit].IsAlive)
        {
            return;
        }

        row[0] = HealthOf(unit);
        row[1] = FromCentre(_units[unit].X);
        row[2] = FromCentre(_units[unit].Y);
        if (_rules.Scenario.EnemyShields)
        {
            row[3] = ShieldOf(unit);
        }

        WriteType(unit, row);
    }

    // Of the dead too: the action they died with, then the one of the dead.
    private void WriteLastActions(Span<float> rows)
    {
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            if (_actions[agent] >= 0)
            {
                rows[(agent * _rules.Actions) + _actions[agent]] = 1;
            }
        }
    }
}
