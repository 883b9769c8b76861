using System.Text.Json.Serialization;

namespace Phalanx.Learning.Recording;

/// <summary>What the recorded numbers of an agent's actions are.</summary>
public enum RecordedOutputs
{
    /// <summary>There are none.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The values of the actions.</summary>
    [JsonStringEnumMemberName("values")]
    Values,

    /// <summary>The means over the quantiles of the actions' returns.</summary>
    [JsonStringEnumMemberName("means")]
    Means,

    /// <summary>The probabilities of the actions.</summary>
    [JsonStringEnumMemberName("probabilities")]
    Probabilities,

    /// <summary>For every dimension of a continuous action its mean, then for every dimension the deviation, in the units of the action.</summary>
    [JsonStringEnumMemberName("mean_and_deviation")]
    MeanAndDeviation,
}
