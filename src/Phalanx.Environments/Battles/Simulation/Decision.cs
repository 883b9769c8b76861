namespace Phalanx.Environments.Battles;

/// <summary>What a unit does in one tick: it acts on its target where it stands, or it walks.</summary>
/// <param name="Target">Whom it attacks or heals; -1 when none.</param>
/// <param name="Acts">Whether the target is in reach, so that the unit stands and may act on it.</param>
/// <param name="Speed">How far it walks; 0 when it stands.</param>
/// <param name="X">Where it walks to, from the left.</param>
/// <param name="Y">Where it walks to, from the bottom.</param>
internal readonly record struct Decision(int Target, bool Acts, double Speed, double X, double Y)
{
    /// <summary>Whether the unit walks.</summary>
    public bool Walks => Speed > 0;

    /// <summary>Stand idle.</summary>
    public static Decision Stand => new(-1, false, 0, 0, 0);

    /// <summary>Stand and act on a unit in reach.</summary>
    public static Decision ActOn(int target) => new(target, true, 0, 0, 0);

    /// <summary>Walk to a point.</summary>
    public static Decision Walk(double speed, double x, double y) => new(-1, false, speed, x, y);

    /// <summary>Walk to a unit.</summary>
    public static Decision Approach(int target, double speed, double x, double y) => new(target, false, speed, x, y);
}
