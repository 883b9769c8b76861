namespace Phalanx.Environments.Battles;

/// <summary>
/// Gives agents their ids at the start of a battle: by type, in the order of the plan, then from left to right, then from bottom to top. Ids stay for the episode.
/// </summary>
internal sealed class StartingOrder(IReadOnlyList<UnitType> types, Forces forces)
{
    private readonly UnitType[] _types = [.. types];

    /// <summary>Reorders agents by insertion: there are few, they often come in order already, and it allocates nothing.</summary>
    public void Sort()
    {
        for (int unit = 1; unit < forces.Allies; unit++)
        {
            for (int place = unit; place > 0 && IsBefore(place, place - 1); place--)
            {
                Swap(forces.Types, place);
                Swap(forces.X, place);
                Swap(forces.Y, place);
                Swap(forces.Health, place);
                Swap(forces.Shield, place);
                Swap(forces.Energy, place);
            }
        }
    }

    private bool IsBefore(int one, int other)
    {
        int byType = Array.IndexOf(_types, forces.Types[one]).CompareTo(Array.IndexOf(_types, forces.Types[other]));
        return (byType, forces.X[one].CompareTo(forces.X[other]), forces.Y[one].CompareTo(forces.Y[other])) switch
        {
            (not 0, _, _) => byType < 0,
            (_, not 0 and int byX, _) => byX < 0,
            (_, _, int byY) => byY < 0,
        };
    }

    private static void Swap<T>(T[] values, int place) => (values[place], values[place - 1]) = (values[place - 1], values[place]);
}
