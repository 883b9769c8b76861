namespace Phalanx.StarCraft.Doctor;

/// <summary>What was measured of a type of the team in a game.</summary>
internal sealed class UnitMeasurement
{
    /// <summary>The farthest that one of them got in a loop; 0 when none could walk.</summary>
    public double Speed { get; set; }

    /// <summary>The cooldowns that followed shots, in the order of the shots.</summary>
    public List<double> Cooldowns { get; } = [];

    /// <summary>The loops from each shot to the next one of the same unit.</summary>
    public List<int> Gaps { get; } = [];
}
