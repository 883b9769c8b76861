namespace Phalanx.Environments.Battles;

/// <summary>Whom a healer looks after, and what it does for its patient in one tick.</summary>
internal static class Healer
{
    /// <summary>
    /// The patient of a healer that chooses itself: the one that it began with for as long as that is hurt, then the weakest nearby that is hurt,
    /// then one that fights and soon will be. -1 when there is none.
    /// </summary>
    public static int PatientOf(Forces forces, int healer)
    {
        int patient = forces.Targets[healer];
        if (patient >= 0 && IsHurt(forces, patient) && forces.Types[healer].CanHeal(forces.Types[patient]))
        {
            return patient;
        }

        (int first, int end) = forces.OwnSide(healer);
        Nearest weakest = Nearest.None;
        for (int other = first; other < end; other++)
        {
            bool hurt = IsHurt(forces, other);
            if ((hurt || forces.Targets[other] >= 0) && IsNear(forces, healer, other) && forces.Types[healer].CanHeal(forces.Types[other]))
            {
                weakest.Offer(other, hurt ? 0 : 1, forces.Health[other]);
            }
        }

        return weakest.Unit;
    }

    /// <summary>How fast a healer goes that has no patient: as the slowest around it that walks, so that it does not arrive alone.</summary>
    public static double SpeedAmongOthers(Forces forces, int healer)
    {
        (int first, int end) = forces.OwnSide(healer);
        double slowest = forces.Types[healer].Speed;
        for (int other = first; other < end; other++)
        {
            UnitType type = forces.Types[other];
            if (!type.IsHealer && type.Speed > 0 && IsNear(forces, healer, other))
            {
                slowest = Math.Min(slowest, type.Speed);
            }
        }

        return slowest;
    }

    /// <summary>Gives a patient in reach what a tick gives, and takes the energy for it.</summary>
    public static void Heal(Forces forces, int healer, int patient)
    {
        UnitType type = forces.Types[healer];
        if (type.Healing is not { } healing || !IsHurt(forces, patient) || !type.CanHeal(forces.Types[patient]))
        {
            return;
        }

        double wanted = Math.Min(healing.HealthPerTick, forces.Types[patient].Health - forces.Health[patient]);
        forces.Health[patient] += healing.WholeEnergy ? PayInPoints(forces, healing, healer, wanted) : Pay(forces, healing, healer, patient, wanted);
    }

    /// <summary>
    /// Takes as much energy as is needed; it takes more to begin with a patient than to go on. Returns the health that was paid for.
    /// </summary>
    private static double Pay(Forces forces, Healing healing, int healer, int patient, double wanted)
    {
        double energy = forces.Energy[healer];
        if (forces.Patients[healer] != patient && energy < healing.EnergyToBegin)
        {
            return 0;
        }

        forces.Patients[healer] = patient;
        double given = Math.Min(wanted, energy * healing.HealthPerEnergy);
        forces.Energy[healer] = Math.Max(0, energy - (given / healing.HealthPerEnergy));
        return given;
    }

    /// <summary>Takes whole points of energy, and keeps what they pay for and is not needed yet. Returns the health that was paid for.</summary>
    private static double PayInPoints(Forces forces, Healing healing, int healer, double wanted)
    {
        while (forces.HealthInStore[healer] < wanted && forces.Energy[healer] >= 1)
        {
            forces.Energy[healer] -= 1;
            forces.HealthInStore[healer] += healing.HealthPerEnergy;
        }

        double given = Math.Min(wanted, forces.HealthInStore[healer]);
        forces.HealthInStore[healer] -= given;
        return given;
    }

    private static bool IsHurt(Forces forces, int unit) => forces.IsAlive(unit) && forces.Health[unit] < forces.Types[unit].Health;

    private static bool IsNear(Forces forces, int healer, int other)
    {
        UnitType type = forces.Types[healer];
        return other != healer && forces.IsAlive(other) && forces.AreCentresWithin(type.Scan + type.Radius, healer, other);
    }
}
