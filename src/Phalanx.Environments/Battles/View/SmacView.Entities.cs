namespace Phalanx.Environments.Battles;

// The units one by one, for methods that attend to them. Their rows are those of REFIL's StarCraft.
internal sealed partial class SmacView
{
    /// <summary>Writes the units, the team first, and who sees them. The dead keep their tag, their actions and their type.</summary>
    /// <param name="rows">[units x entity width].</param>
    /// <param name="absent">[units]; never true, since units that died still count.</param>
    /// <param name="hidden">[agents x units].</param>
    public void WriteEntities(Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        rows[..(_rules.Units * _rules.EntityWidth)].Clear();
        absent[.._rules.Units].Clear();
        Crowd crowd = FindCrowd();
        for (int unit = 0; unit < _rules.Units; unit++)
        {
            Span<float> row = rows.Slice(unit * _rules.EntityWidth, _rules.EntityWidth);
            row[unit] = 1;
            row = row[_rules.Units..];
            if (unit < _rules.Allies)
            {
                WriteActions(unit, row);
            }

            row = row[(_rules.Actions - SmacRules.FirstMove)..];
            WriteType(unit, row[.._rules.Scenario.TypeBits]);
            if (_units[unit].IsAlive)
            {
                WriteLiving(unit, crowd, row[_rules.Scenario.TypeBits..]);
            }
        }

        WriteVisibility(hidden);
        for (int agent = 0; agent < _rules.Allies; agent++)
        {
            Span<bool> row = hidden.Slice(agent * _rules.Units, _rules.Units);
            row[agent] = true;
            foreach (ref bool unit in row)
            {
                unit = !unit;
            }
        }
    }

    /// <summary>Writes which actions an agent has, without the two that say only whether it is alive.</summary>
    private void WriteActions(int agent, Span<float> features)
    {
        for (int action = SmacRules.FirstMove; action < _rules.Actions; action++)
        {
            features[action - SmacRules.FirstMove] = IsAvailable(agent, action) ? 1 : 0;
        }
    }

    private void WriteLiving(int unit, Crowd crowd, Span<float> features)
    {
        bool ally = unit < _rules.Allies;
        ref readonly UnitSnapshot now = ref _units[unit];
        if (_rules.EntityHealth > 0)
        {
            features[0] = HealthOf(unit);
            if (ally ? _rules.Scenario.AllyShields : _rules.Scenario.EnemyShields)
            {
                features[1] = ShieldOf(unit);
            }

            features = features[_rules.EntityHealth..];
        }

        if (ally)
        {
            bool healer = _traits[unit].IsHealer;
            features[healer ? 0 : 1] = (float)((healer ? now.Energy : now.Cooldown) / _traits[unit].CooldownScale);
        }

        features[2] = FromCentre(now.X);
        features[3] = FromCentre(now.Y);
        features[4] = (float)((now.X - crowd.X) * crowd.Scale);
        features[5] = (float)((now.Y - crowd.Y) * crowd.Scale);
        WriteSamples(unit, features[6..]);
    }

    /// <summary>The middle of all living units, and one over the distance of the farthest from it.</summary>
    private Crowd FindCrowd()
    {
        (double x, double y, int alive) = (0, 0, 0);
        foreach (ref readonly UnitSnapshot unit in _units.AsSpan())
        {
            if (unit.IsAlive)
            {
                (x, y, alive) = (x + unit.X, y + unit.Y, alive + 1);
            }
        }

        (x, y) = (x / Math.Max(1, alive), y / Math.Max(1, alive));
        double farthest = 0;
        foreach (ref readonly UnitSnapshot unit in _units.AsSpan())
        {
            if (unit.IsAlive)
            {
                farthest = Math.Max(farthest, ((unit.X - x) * (unit.X - x)) + ((unit.Y - y) * (unit.Y - y)));
            }
        }

        return new Crowd(x, y, farthest > 0 ? 1 / Math.Sqrt(farthest) : 0);
    }

    private readonly record struct Crowd(double X, double Y, double Scale);
}
