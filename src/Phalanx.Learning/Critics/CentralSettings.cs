using Phalanx.Learning.Mixers;
using Phalanx.Settings;

namespace Phalanx.Learning.Critics;

/// <summary>The settings of the networks that learn Q*.</summary>
public sealed record CentralSettings
{
    /// <summary>What the mixer begins with.</summary>
    [Setting("what the mixer of Q* begins with: a layer over state and values, or attention over agents")]
    public CentralForm Mixer { get; init; }

    /// <summary>Width of the mixer's layers.</summary>
    [Setting("width of the layers of the mixer of Q*", Min = 1)]
    public int Width { get; init; } = 256;

    /// <summary>c, values that a central agent brings for an action.</summary>
    [Setting("values that a central agent brings for every action", Min = 1)]
    public int Outputs { get; init; } = 1;

    /// <summary>Hidden width of the attention.</summary>
    [Setting("hidden width of the attention over agents", Min = 1)]
    public int HypernetWidth { get; init; } = 64;
}
