using System.Globalization;

namespace Phalanx.Environments;

/// <summary>
/// Something that two specifications say differently, by which a team of the one cannot act or learn in the other. What the environment is called does not
/// count, and neither does what no team acts by: payoffs, scripts and parts of observations.
/// </summary>
/// <param name="Property">What it is, by the name that it has in JSON.</param>
/// <param name="One">What the one says.</param>
/// <param name="Other">What the other says.</param>
public sealed record SpecDifference(string Property, string One, string Other)
{
    /// <summary>All of them, in a fixed order.</summary>
    /// <param name="one">A specification.</param>
    /// <param name="other">Another.</param>
    public static IReadOnlyList<SpecDifference> Between(EnvironmentSpec one, EnvironmentSpec other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return [.. ValuesOf(one).Zip(ValuesOf(other), (first, second) => new SpecDifference(first.Property, first.Value, second.Value)).Where(pair => pair.One != pair.Other)];

        // One that does not name its actions says nothing against the names of the other.
        IEnumerable<(string Property, string Value)> ValuesOf(EnvironmentSpec spec) =>
        [
            ("agents", Text(spec.Agents)),
            ("actions", Text(spec.Actions, named: one.Actions.Names.Count > 0 && other.Actions.Names.Count > 0)),
            ("observation_size", Text(spec.ObservationSize)),
            ("state_size", Text(spec.StateSize)),
            ("episode_limit", Text(spec.EpisodeLimit)),
            ("statistics", Text(spec.Statistics)),
            ("agent_feature_size", Text(spec.AgentFeatureSize)),
            ("declares_alive", spec.DeclaresAlive ? "true" : "false"),
            ("entities", spec.Entities is { } entities ? Text(entities) : "none"),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(IReadOnlyList<string> names) => names.Count == 0 ? "none" : $"[{string.Join(", ", names)}]";

    private static string Text(ActionSpec actions, bool named) =>
        !actions.IsDiscrete ? $"from [{Text(actions.Low)}] to [{Text(actions.High)}]" : named ? Text(actions.Names) : actions.ToString();

    private static string Text(ReadOnlySpan<float> bounds) => string.Join(", ", bounds.ToArray().Select(bound => bound.ToString(CultureInfo.InvariantCulture)));

    private static string Text(EntitySpec entities) =>
        string.Create(CultureInfo.InvariantCulture, $"{entities.Count} of {entities.Width} numbers{(entities.AppendLastActions ? ", with last actions" : "")}");
}
