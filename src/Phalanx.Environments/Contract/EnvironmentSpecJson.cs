using System.Text.Json;

namespace Phalanx.Environments;

/// <summary>A specification as JSON, for programs in other languages: the same names in the native library and in the protocol of external environments.</summary>
public static class EnvironmentSpecJson
{
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
}
