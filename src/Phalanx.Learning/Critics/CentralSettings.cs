using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Critics;

/// <summary>The settings of the networks that learn Q*.</summary>
public sealed record CentralSettings
{
    /// <summary>The first layer of the mixer.</summary>
    [Setting("first layer of the mixer of Q*: a layer over state and values, or attention over agents")]
    public CentralForm Mixer { get; init; }

    /// <summary>Width of the mixer's layers.</summary>
    [Setting("width of the layers of the mixer of Q*", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Width { get; init; } = 256;

    /// <summary>c, outputs of a central agent for an action.</summary>
    [Setting("outputs of a central agent for every action", Min = 1, Max = NetworkSizes.MostParts)]
    public int Outputs { get; init; } = 1;

    /// <summary>Hidden width of the attention.</summary>
    [Setting("hidden width of the attention over agents", Min = 1, Max = NetworkSizes.MostWidth)]
    public int HypernetWidth { get; init; } = 64;
}
