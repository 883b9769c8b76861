namespace Phalanx.Environments.Battles;

/// <summary>
/// A unit that is hit calls its neighbours. One that chooses its targets itself and has none goes for the unit that hit the caller, at any distance, as
/// long as its side sees that one: a unit cannot be shot at while others stand idle beside it.
/// </summary>
/// <remarks>
/// The game's data has the radius and the period: <c>CallForHelpRadius</c> 4, from edge to edge, and <c>CallForHelpPeriod</c> 2 seconds.
/// </remarks>
internal sealed class CallsForHelp(BattleRules rules, Forces forces)
{
    private const double Radius = 4;
    private const int TicksBetweenCalls = 32;

    private readonly int[] _ticksOfSilence = new int[forces.Count];
    private readonly int[] _attackers = new int[forces.Count];

    // The unit that was last found to see another. It most likely still does, so it is asked first.
    private readonly int[] _witnesses = new int[forces.Count];

    /// <summary>Begins a battle.</summary>
    public void Begin()
    {
        Array.Clear(_ticksOfSilence);
        Array.Fill(_attackers, -1);
        Array.Fill(_witnesses, -1);
    }

    /// <summary>Lets one tick go by.</summary>
    public void Advance()
    {
        foreach (ref int ticks in _ticksOfSilence.AsSpan())
        {
            ticks = Math.Max(0, ticks - 1);
        }
    }

    /// <summary>Has a unit call that was hit, unless it called a short time ago.</summary>
    public void Call(int victim, int attacker)
    {
        if (!rules.CallsForHelp || _ticksOfSilence[victim] > 0)
        {
            return;
        }

        _ticksOfSilence[victim] = TicksBetweenCalls;
        (int first, int end) = forces.OwnSide(victim);
        for (int unit = first; unit < end; unit++)
        {
            if (_attackers[unit] < 0 && forces.Targets[unit] < 0 && forces.Orders[unit].SeeksTargets && forces.IsAlive(unit)
                && forces.Types[unit].CanHit(forces.Types[attacker]) && forces.AreWithin(Radius, unit, victim))
            {
                _attackers[unit] = attacker;
            }
        }
    }

    /// <summary>Against whom a unit was called and still goes; -1 when against none.</summary>
    public int AttackerFor(int unit)
    {
        if (_attackers[unit] is >= 0 and int attacker && !(forces.IsAlive(attacker) && IsSeen(unit, attacker)))
        {
            _attackers[unit] = -1;
        }

        return _attackers[unit];
    }

    /// <summary>A unit that found a target itself forgets what it was called for.</summary>
    public void Forget(int unit) => _attackers[unit] = -1;

    /// <summary>Whether anyone on the side of a unit sees another.</summary>
    private bool IsSeen(int unit, int other)
    {
        (int first, int end) = forces.OwnSide(unit);
        if (_witnesses[other] is int witness && witness >= first && witness < end && Sees(witness, other))
        {
            return true;
        }

        for (int friend = first; friend < end; friend++)
        {
            if (Sees(friend, other))
            {
                _witnesses[other] = friend;
                return true;
            }
        }

        return false;
    }

    private bool Sees(int unit, int other) => forces.IsAlive(unit) && forces.AreCentresWithin(forces.Types[unit].Sight, unit, other);
}
