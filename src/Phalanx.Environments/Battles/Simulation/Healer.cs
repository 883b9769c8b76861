namespace Phalanx.Environments.Battles;

/// <summary>What a healer does for its patient in one tick.</summary>
internal static class Healer
{
    /// <summary>Gives a patient in reach what a tick gives, and takes the energy for it.</summary>
    public static void Heal(BattleRules rules, Forces forces, int unit, int patient)
    {
        UnitType type = forces.Types[patient];
        double missing = type.Health - forces.Health[patient];
        if (forces.Types[unit].Healing is not { } healing
            || !forces.IsAlive(patient)
            || missing <= 0
            || !type.Is(UnitTraits.Biological))
        {
            return;
        }

        double wanted = Math.Min(healing.HealthPerTick, missing);
        forces.Health[patient] += rules.WholeEnergy ? PayInPoints(forces, healing, unit, wanted) : Pay(forces, healing, unit, patient, wanted);
    }

    /// <summary>Gives what the energy pays for, and takes as much. It takes more to begin with a patient than to go on.</summary>
    private static double Pay(Forces forces, Healing healing, int unit, int patient, double wanted)
    {
        double needed = forces.Patients[unit] == patient ? 0 : healing.EnergyToBegin;
        if (forces.Energy[unit] <= 0 || forces.Energy[unit] < needed)
        {
            return 0;
        }

        forces.Patients[unit] = patient;
        double given = Math.Min(wanted, forces.Energy[unit] * healing.HealthPerEnergy);
        forces.Energy[unit] = Math.Max(0, forces.Energy[unit] - (given / healing.HealthPerEnergy));
        return given;
    }

    /// <summary>Takes whole points of energy, and keeps what a point pays for and was not needed yet.</summary>
    private static double PayInPoints(Forces forces, Healing healing, int unit, double wanted)
    {
        if (forces.HealthInStore[unit] < wanted)
        {
            if (forces.Energy[unit] < 1)
            {
                return 0;
            }

            forces.Energy[unit] -= 1;
            forces.HealthInStore[unit] += healing.HealthPerEnergy;
        }

        forces.HealthInStore[unit] -= wanted;
        return wanted;
    }
}
