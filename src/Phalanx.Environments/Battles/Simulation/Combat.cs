using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>Attacks and healing of one tick, and what they do.</summary>
internal sealed class Combat
{
    // The engine adds a little to the time between attacks, so that equal units do not shoot in step.
    private const double LeastJitter = -1;
    private const double MostJitter = 2;

    private readonly BattleRules _rules;
    private readonly Forces _forces;
    private readonly CallsForHelp _calls;
    private readonly EventLog _events;
    private readonly int[] _actors;
    private readonly int[] _explosions;
    private int _explosionCount;

    public Combat(BattleRules rules, Forces forces, CallsForHelp calls, EventLog events)
    {
        (_rules, _forces, _calls, _events) = (rules, forces, calls, events);
        _actors = new int[forces.Count];
        _explosions = new int[forces.Count];
    }

    /// <summary>The longest that a unit waits after an attack.</summary>
    public static double LongestWait(BattleRules rules, Weapon weapon) => weapon.Cooldown + (rules.CooldownJitter ? MostJitter : 0);

    /// <summary>
    /// Has every unit act that stood in reach of its target when the tick began, one after the other in a random order. One that dies first does not
    /// act any more; one whose target has just moved out of reach still does.
    /// </summary>
    public void Act(ref RandomStream random)
    {
        int count = 0;
        for (int unit = 0; unit < _forces.Count; unit++)
        {
            if (_forces.Decisions[unit].Acts && _forces.Cooldown[unit] <= 0)
            {
                _actors[count++] = unit;
            }
        }

        Span<int> actors = _actors.AsSpan(0, count);
        random.Shuffle(actors);
        foreach (int unit in actors)
        {
            if (_forces.IsAlive(unit))
            {
                Act(unit, _forces.Decisions[unit].Target, ref random);
            }
        }
    }

    private void Act(int unit, int target, ref RandomStream random)
    {
        UnitType type = _forces.Types[unit];
        if (_forces.IsAlly(unit) == _forces.IsAlly(target))
        {
            double health = _forces.Health[target];
            Healer.Heal(_forces, unit, target);
            if (_events.IsKept && _forces.Health[target] > health)
            {
                _events.AddTo(FrameEvents.Heal, unit, target, _forces.Health[target] - health);
            }
        }
        else if (type.Weapon is { } weapon && (_forces.IsAlive(target) || _rules.FiresAtCorpses))
        {
            double jitter = _rules.CooldownJitter ? random.NextUniform(LeastJitter, MostJitter) : 0;
            _forces.Cooldown[unit] += weapon.Cooldown + jitter;
            Fire(unit, weapon, target);
            ExplodeThoseKilled();
        }
    }

    private void Fire(int unit, Weapon weapon, int target)
    {
        switch (weapon.Area)
        {
            case AreaOfEffect.Burst:
                (double health, double shield) = (_forces.Health[unit], _forces.Shield[unit]);
                _forces.Health[unit] = 0;
                Note(null, unit, health + shield);
                Explode(unit, weapon);
                break;
            case AreaOfEffect.Line:
                FireAcross(unit, weapon, target);
                break;
            default:
                Hit(unit, weapon, target);
                break;
        }
    }

    /// <summary>Hits all opponents around a unit; none of its own side.</summary>
    private void Explode(int unit, Weapon weapon)
    {
        (int first, int end) = _forces.OtherSide(unit);
        for (int other = first; other < end; other++)
        {
            if (_forces.AreCentresWithin(weapon.AreaReach + _forces.Types[other].Radius, unit, other))
            {
                Hit(unit, weapon, other);
            }
        }
    }

    /// <summary>
    /// Hits all opponents that touch a rectangle around the target whose long axis lies across the direction of fire: with f the direction and l at
    /// right angles to it, an offset d from the target is outside by a = max(0, |d.l| - half length) and b = max(0, |d.f| - half width), and a disc
    /// touches the rectangle when a^2 + b^2 &lt;= r^2.
    /// </summary>
    private void FireAcross(int unit, Weapon weapon, int target)
    {
        (double targetX, double targetY) = (_forces.X[target], _forces.Y[target]);
        (double fireX, double fireY) = (targetX - _forces.X[unit], targetY - _forces.Y[unit]);
        double distance = Math.Sqrt((fireX * fireX) + (fireY * fireY));
        (fireX, fireY) = distance > 0 ? (fireX / distance, fireY / distance) : (1, 0);
        (int first, int end) = _forces.OtherSide(unit);
        for (int other = first; other < end; other++)
        {
            (double dx, double dy) = (_forces.X[other] - targetX, _forces.Y[other] - targetY);
            double across = Math.Max(0, Math.Abs((dy * fireX) - (dx * fireY)) - weapon.AreaReach);
            double along = Math.Max(0, Math.Abs((dx * fireX) + (dy * fireY)) - weapon.AreaHalfWidth);
            double radius = _forces.Types[other].Radius;
            if ((across * across) + (along * along) <= radius * radius)
            {
                Hit(unit, weapon, other);
            }
        }
    }

    /// <summary>All hits of one attack on one unit, unless it is dead or out of the weapon's reach in another plane.</summary>
    private void Hit(int unit, Weapon weapon, int target)
    {
        UnitType type = _forces.Types[target];
        if (!_forces.IsAlive(target) || !weapon.Reaches(type.Plane))
        {
            return;
        }

        double vitality = _forces.Health[target] + _forces.Shield[target];
        double damage = DamageOf(weapon, type);
        for (int hit = 0; hit < weapon.Hits && _forces.IsAlive(target); hit++)
        {
            Absorb(target, type, damage);
        }

        Note(unit, target, vitality - _forces.Health[target] - _forces.Shield[target]);
        _calls.Call(target, unit);
        if (!_forces.IsAlive(target) && _rules.ExplodesWhenKilled && type.Weapon is { Area: AreaOfEffect.Burst })
        {
            _explosions[_explosionCount++] = target;
        }
    }

    /// <summary>
    /// Keeps for pictures what an attack took, health and shield together, and whether it killed. A unit that blows itself up is hit by none. Until
    /// the first picture is asked for, this is one branch per attack, and most ticks of most units have no attack.
    /// </summary>
    private void Note(int? unit, int target, double lost)
    {
        if (_events.IsKept)
        {
            _events.Add(FrameEvents.Hit, unit, target, lost);
            if (!_forces.IsAlive(target))
            {
                _events.Add(FrameEvents.Kill, unit, target);
            }
        }
    }

    private static double DamageOf(Weapon weapon, UnitType target) =>
        target.Is(UnitTraits.Structure) && weapon.DamageAgainstStructures is { } whole
            ? whole
            : weapon.Damage + ((target.Traits & weapon.BonusAgainst) != 0 ? weapon.Bonus : 0);

    /// <summary>One hit: the shield takes what it can, without armor; the rest, less armor, goes to the health.</summary>
    private void Absorb(int target, UnitType type, double damage)
    {
        double absorbed = Math.Min(damage, _forces.Shield[target]);
        double least = absorbed > 0 ? 0 : _rules.MinimumDamage;
        _forces.Shield[target] -= absorbed;
        _forces.Health[target] = Math.Max(0, _forces.Health[target] - Math.Max(least, damage - absorbed - type.Armor));
        _forces.ShieldWait[target] = type.ShieldDelay;
    }

    /// <summary>Those who were killed and explode then; each may kill others who do, so the list grows while it is worked off.</summary>
    private void ExplodeThoseKilled()
    {
        for (int next = 0; next < _explosionCount; next++)
        {
            Explode(_explosions[next], _forces.Types[_explosions[next]].Weapon!);
        }

        _explosionCount = 0;
    }
}
