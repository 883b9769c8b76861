namespace Phalanx.Environments.Battles;

/// <summary>How a unit heals others of its side. Times are in ticks.</summary>
internal sealed record Healing
{
    /// <summary>How far it reaches, from edge to edge.</summary>
    public required double Range { get; init; }

    /// <summary>Health restored per tick.</summary>
    public required double HealthPerTick { get; init; }

    /// <summary>Health restored for a point of energy.</summary>
    public required double HealthPerEnergy { get; init; }

    /// <summary>Whether energy is spent in whole points, each when the health of the one before is used up.</summary>
    public bool WholeEnergy { get; init; }

    /// <summary>The energy it takes to begin with another target.</summary>
    public double EnergyToBegin { get; init; }

    /// <summary>The energy at the start of a battle.</summary>
    public required double EnergyAtStart { get; init; }

    /// <summary>The most energy there can be.</summary>
    public required double EnergyMax { get; init; }

    /// <summary>Energy that comes back per tick.</summary>
    public required double EnergyPerTick { get; init; }
}
