namespace Phalanx.Environments.Battles;

/// <summary>A unit as it is at one moment. Whether a simulator or the game says so makes no difference to the view.</summary>
internal struct UnitSnapshot
{
    /// <summary>Its centre, from the left.</summary>
    public double X;

    /// <summary>Its centre, from the bottom.</summary>
    public double Y;

    /// <summary>Its health; 0 means dead.</summary>
    public double Health;

    /// <summary>Its shield.</summary>
    public double Shield;

    /// <summary>Its energy, of healers.</summary>
    public double Energy;

    /// <summary>The loops until it can attack again.</summary>
    public double Cooldown;

    /// <summary>Whether it is alive.</summary>
    public readonly bool IsAlive => Health > 0;
}
