namespace Phalanx.Environments.Battles;

/// <summary>How a unit does damage. Times are in ticks.</summary>
internal sealed record Weapon
{
    /// <summary>The damage of one hit, before armor.</summary>
    public required double Damage { get; init; }

    /// <summary>What is added against a target that has one of <see cref="BonusAgainst"/>.</summary>
    public double Bonus { get; init; }

    /// <summary>The traits that the bonus is for.</summary>
    public UnitTraits BonusAgainst { get; init; }

    /// <summary>The damage of one hit against structures; null when they are like all other targets.</summary>
    public double? DamageAgainstStructures { get; init; }

    /// <summary>How many hits an attack has, one after the other in the same tick.</summary>
    public int Hits { get; init; } = 1;

    /// <summary>How far it reaches, from edge to edge.</summary>
    public required double Range { get; init; }

    /// <summary>The ticks from one attack to the next; a fraction is carried over.</summary>
    public required double Cooldown { get; init; }

    /// <summary>Whether it can hit what is on the ground.</summary>
    public bool HitsGround { get; init; } = true;

    /// <summary>Whether it can hit what is in the air.</summary>
    public bool HitsAir { get; init; }

    /// <summary>Whom else an attack hits.</summary>
    public AreaOfEffect Area { get; init; }

    /// <summary>The radius of a <see cref="AreaOfEffect.Burst"/>; half the length of a <see cref="AreaOfEffect.Line"/>.</summary>
    public double AreaReach { get; init; }

    /// <summary>Half the width of a <see cref="AreaOfEffect.Line"/>.</summary>
    public double AreaHalfWidth { get; init; }

    /// <summary>Whether it can hit a unit of that plane.</summary>
    public bool Reaches(Plane plane) => plane switch
    {
        Plane.Ground => HitsGround,
        Plane.Air => HitsAir,
        _ => HitsGround || HitsAir,
    };
}

/// <summary>Whom an attack hits besides its target. None of them hits the attacker's own side.</summary>
internal enum AreaOfEffect
{
    /// <summary>The target alone.</summary>
    None,

    /// <summary>All within a radius around the attacker, which dies of it.</summary>
    Burst,

    /// <summary>All that touch a line through the target, across the direction of fire.</summary>
    Line,
}
