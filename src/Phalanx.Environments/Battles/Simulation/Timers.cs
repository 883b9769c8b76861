namespace Phalanx.Environments.Battles;

/// <summary>What goes by in a tick without anyone acting: cooldowns run down; shields, health and energy come back.</summary>
internal static class Timers
{
    /// <summary>Lets one tick go by for all living units.</summary>
    public static void Advance(Forces forces)
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            if (forces.IsAlive(unit))
            {
                Advance(forces, unit, forces.Types[unit]);
            }
        }
    }

    private static void Advance(Forces forces, int unit, UnitType type)
    {
        // What is below 0 is carried over to the next attack, so that the mean rate is exact.
        if (forces.Cooldown[unit] > 0)
        {
            forces.Cooldown[unit] -= 1;
        }

        if (type.Shield > 0)
        {
            forces.ShieldWait[unit] = Math.Max(0, forces.ShieldWait[unit] - 1);
            if (forces.ShieldWait[unit] == 0)
            {
                forces.Shield[unit] = Math.Min(type.Shield, forces.Shield[unit] + type.ShieldPerTick);
            }
        }

        forces.Health[unit] = Math.Min(type.Health, forces.Health[unit] + type.HealthPerTick);
        if (type.Healing is { } healing)
        {
            forces.Energy[unit] = Math.Min(healing.EnergyMax, forces.Energy[unit] + healing.EnergyPerTick);
        }
    }
}
