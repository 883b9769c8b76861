using Phalanx.Settings;

namespace Phalanx.Learning.Mixers;

/// <summary>The settings of a mixer over entities.</summary>
public sealed record FlexMixerSettings
{
    /// <summary>E, the width of the hidden layer, or of what linear weights are the means of.</summary>
    [Setting("width of the mixer's hidden layer", Min = 1)]
    public int Embedding { get; init; } = 32;

    /// <summary>Width of the networks that give the mixer's weights.</summary>
    [Setting("width of the networks that give the mixer's weights; a multiple of the heads", Min = 1)]
    public int HypernetWidth { get; init; } = 128;

    /// <summary>Whether weights are made positive by a soft-max; otherwise by their absolute values.</summary>
    [Setting("whether the mixer's weights are made positive by a soft-max; otherwise by absolute values")]
    public bool SoftmaxWeights { get; init; } = true;
}
