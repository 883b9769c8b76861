using System.Text.Json.Serialization;

namespace Phalanx.Learning.Runs;

/// <summary>A running mean of what has been added since the last row of the metrics.</summary>
/// <param name="Sum">The sum, in the order of adding.</param>
/// <param name="Count">How many numbers were added.</param>
public readonly record struct RunningMean(double Sum, long Count)
{
    /// <summary>The mean, or null of nothing.</summary>
    [JsonIgnore]
    public double? Mean => Count == 0 ? null : Sum / Count;

    /// <summary>The running mean with one more number.</summary>
    public RunningMean With(double value) => new(Sum + value, Count + 1);
}
