using System.Text.Json;

namespace Phalanx.Environments;

/// <summary>A specification as JSON: the same names in the native library, in the protocol of external environments and in run directories.</summary>
public static class EnvironmentSpecJson
{
    /// <summary>Reads what learners need to know. Payoffs, scripts and parts of observations are not written, and so not read.</summary>
    /// <param name="json">An object; properties that are not of a specification are left alone.</param>
    /// <param name="name">The name of the environment; null for the property of that name.</param>
    /// <param name="most">The largest number of anything that is allowed.</param>
    /// <exception cref="FormatException">It is no specification; the message says why.</exception>
    public static EnvironmentSpec Read(JsonElement json, string? name = null, int most = int.MaxValue)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("it is no JSON object");
        }

        var spec = new EnvironmentSpec
        {
            Name = name ?? JsonProperties.Text(json, "name"),
            Agents = JsonProperties.Number(json, "agents", least: 1, most),
            Actions = ReadActions(JsonProperties.Object(json, "actions"), most),
            ObservationSize = JsonProperties.Number(json, "observation_size", least: 0, most),
            StateSize = JsonProperties.Number(json, "state_size", least: 0, most),
            EpisodeLimit = JsonProperties.Number(json, "episode_limit", least: 1, most),
            Statistics = JsonProperties.Has(json, "statistics") ? JsonProperties.Texts(json, "statistics") : [],
            AgentFeatureSize = JsonProperties.Has(json, "agent_feature_size") ? JsonProperties.Number(json, "agent_feature_size", least: 0, most) : 0,
            DeclaresAlive = JsonProperties.Flag(json, "declares_alive"),
            Entities = JsonProperties.Has(json, "entities") ? ReadEntities(JsonProperties.Object(json, "entities"), most) : null,
        };
        return spec.Problems() is [string problem, ..] ? throw new FormatException($"its specification is wrong: {problem}") : spec;
    }

    /// <summary>Writes what learners need to know, as properties of an object that is open: sizes, actions, statistics and entities.</summary>
    /// <param name="json">The writer, in an object.</param>
    /// <param name="spec">The specification.</param>
    public static void WriteProperties(Utf8JsonWriter json, EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(spec);
        json.WriteNumber("agents", spec.Agents);
        WriteActions(json, spec.Actions);
        json.WriteNumber("observation_size", spec.ObservationSize);
        json.WriteNumber("state_size", spec.StateSize);
        json.WriteNumber("episode_limit", spec.EpisodeLimit);
        WriteTexts(json, "statistics", spec.Statistics);
        json.WriteNumber("agent_feature_size", spec.AgentFeatureSize);
        json.WriteBoolean("declares_alive", spec.DeclaresAlive);
        WriteEntities(json, spec.Entities);
    }

    /// <summary>Writes a list of texts under a name.</summary>
    /// <param name="json">The writer, in an object.</param>
    /// <param name="name">The name of the property.</param>
    /// <param name="texts">The texts.</param>
    public static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(texts);
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteActions(Utf8JsonWriter json, ActionSpec actions)
    {
        json.WriteStartObject("actions");
        if (actions.IsDiscrete)
        {
            json.WriteNumber("count", actions.Count);
            WriteTexts(json, "names", actions.Names);
        }
        else
        {
            WriteBounds(json, "low", actions.Low);
            WriteBounds(json, "high", actions.High);
        }

        json.WriteEndObject();
    }

    private static void WriteBounds(Utf8JsonWriter json, string name, ReadOnlySpan<float> bounds)
    {
        json.WriteStartArray(name);
        foreach (float bound in bounds)
        {
            json.WriteNumberValue(bound);
        }

        json.WriteEndArray();
    }

    private static void WriteEntities(Utf8JsonWriter json, EntitySpec? entities)
    {
        if (entities is null)
        {
            json.WriteNull("entities");
            return;
        }

        json.WriteStartObject("entities");
        json.WriteNumber("count", entities.Count);
        json.WriteNumber("width", entities.Width);
        json.WriteBoolean("append_last_actions", entities.AppendLastActions);
        json.WriteEndObject();
    }

    private static ActionSpec ReadActions(JsonElement actions, int most)
    {
        try
        {
            string[] names = JsonProperties.Has(actions, "names") ? JsonProperties.Texts(actions, "names") : [];
            int? count = JsonProperties.Has(actions, "count") ? JsonProperties.Number(actions, "count", least: 1, most) : null;
            return names.Length == 0
                ? count is { } discrete ? ActionSpec.Discrete(discrete) : ActionSpec.Continuous(JsonProperties.Numbers(actions, "low"), JsonProperties.Numbers(actions, "high"))
                : count is null || count == names.Length ? ActionSpec.Named(names) : throw new FormatException($"'actions' has {names.Length} names and a count of {count}");
        }
        catch (ArgumentException refused)
        {
            throw new FormatException($"'actions': {refused.Message}", refused);
        }
    }

    private static EntitySpec ReadEntities(JsonElement entities, int most) => new(
        JsonProperties.Number(entities, "count", least: 1, most),
        JsonProperties.Number(entities, "width", least: 1, most),
        JsonProperties.Flag(entities, "append_last_actions"));
}
