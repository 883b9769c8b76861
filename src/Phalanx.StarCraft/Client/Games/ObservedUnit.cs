namespace Phalanx.StarCraft.Client;

/// <summary>What is read of a unit in an observation. What the game does not send is 0.</summary>
internal struct ObservedUnit
{
    public ulong Tag;
    public uint Type;
    public int Owner;
    public float X;
    public float Y;
    public float Health;
    public float HealthMax;
    public float Shield;
    public float Energy;
    public float Cooldown;
}
