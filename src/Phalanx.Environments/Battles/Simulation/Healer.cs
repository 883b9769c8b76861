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

        double given = Math.Min(healing.HealthPerTick, missing);
        bool paid = rules.WholeEnergy ? PayInPoints(forces, healing, unit, given) : Pay(forces, healing, unit, patient, given);
        if (paid)
        {
            forces.Health[patient] += given;
        }
    }

    /// <summary>Takes as much energy as was needed. It takes more to begin with a patient than to go on.</summary>
    private static bool Pay(Forces forces, Healing healing, int unit, int patient, double given)
    {
        double needed = forces.Patients[unit] == patient ? 0 : healing.EnergyToBegin;
        if (forces.Energy[unit] <= 0 || forces.Energy[unit] < needed)
        {
            return false;
        }

        forces.Patients[unit] = patient;
        forces.Energy[unit] = Math.Max(0, forces.Energy[unit] - (given / healing.HealthPerEnergy));
        return true;
    }

    /// <summary>Takes whole points of energy, and keeps what a point pays for and was not needed yet.</summary>
    private static bool PayInPoints(Forces forces, Healing healing, int unit, double given)
    {
        if (forces.HealthInStore[unit] < given)
        {
            if (forces.Energy[unit] < 1)
            {
                return false;
            }

            forces.Energy[unit] -= 1;
            forces.HealthInStore[unit] += healing.HealthPerEnergy;
        }

        forces.HealthInStore[unit] -= given;
        return true;
    }
}
