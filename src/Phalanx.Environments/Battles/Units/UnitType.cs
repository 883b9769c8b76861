namespace Phalanx.Environments.Battles;

/// <summary>
/// What all units of a type have in common. Distances are in cells and times in ticks, so nothing that simulates has to know what a second is.
/// </summary>
internal sealed record UnitType
{
    /// <summary>Its name in map files, for example <c>marine</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Health at the start.</summary>
    public required double Health { get; init; }

    /// <summary>Shield at the start; 0 for races that have none.</summary>
    public double Shield { get; init; }

    /// <summary>What is taken off each hit that reaches the health.</summary>
    public double Armor { get; init; }

    /// <summary>What it is.</summary>
    public UnitTraits Traits { get; init; }

    /// <summary>Where it moves.</summary>
    public Plane Plane { get; init; }

    /// <summary>Cells per tick; 0 when it cannot move.</summary>
    public required double Speed { get; init; }

    /// <summary>Its size for weapons.</summary>
    public required double Radius { get; init; }

    /// <summary>Its size for collisions.</summary>
    public required double Separation { get; init; }

    /// <summary>How far it looks for targets by itself, before radii are added.</summary>
    public required double Scan { get; init; }

    /// <summary>How far it sees where units have ranges of their own.</summary>
    public required double Sight { get; init; }

    /// <summary>Health that comes back per tick.</summary>
    public double HealthPerTick { get; init; }

    /// <summary>Shield that comes back per tick.</summary>
    public double ShieldPerTick { get; init; }

    /// <summary>The ticks after the last damage before the shield comes back.</summary>
    public int ShieldDelay { get; init; }

    /// <summary>What the cooldown is divided by in the state.</summary>
    public required double CooldownScale { get; init; }

    /// <summary>How it does damage; null when it does none.</summary>
    public Weapon? Weapon { get; init; }

    /// <summary>How it heals; null when it does not.</summary>
    public Healing? Healing { get; init; }

    /// <summary>Its place in a list of types; -1 when it is not there.</summary>
    public int PlaceIn(IReadOnlyList<UnitType> types)
    {
        int place = types.Count - 1;
        while (place >= 0 && types[place] != this)
        {
            place--;
        }

        return place;
    }

    /// <summary>Whether it has a trait.</summary>
    public bool Is(UnitTraits trait) => (Traits & trait) != 0;

    /// <summary>Whether its weapon reaches units of another type; never without one.</summary>
    public bool CanHit(UnitType target) => Weapon is { } weapon && weapon.Reaches(target.Plane);

    /// <summary>Whether it can heal units of another type: other than healers, and not of metal.</summary>
    public bool CanHeal(UnitType patient) => IsHealer && !patient.IsHealer && patient.Is(UnitTraits.Biological);

    /// <summary>Whether it heals rather than fights.</summary>
    public bool IsHealer => Healing is not null;
}
