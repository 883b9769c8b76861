using System.Buffers;
using System.Text.Json;
using Phalanx.Environments;

namespace Phalanx.Native;

/// <summary>A specification in JSON.</summary>
internal static class SpecJson
{
    public static byte[] Write(EnvironmentSpec spec, int count)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteString("name", spec.Name);
            json.WriteNumber("count", count);
            json.WriteNumber("agents", spec.Agents);
            WriteActions(json, spec.Actions);
            json.WriteNumber("observation_size", spec.ObservationSize);
            json.WriteNumber("state_size", spec.StateSize);
            json.WriteNumber("episode_limit", spec.EpisodeLimit);
            WriteTexts(json, "statistics", spec.Statistics);
            json.WriteNumber("agent_feature_size", spec.AgentFeatureSize);
            json.WriteBoolean("declares_alive", spec.DeclaresAlive);
            WriteEntities(json, spec.Entities);
            WriteTexts(json, "scripts", spec.Scripts);
            WriteParts(json, spec.ObservationParts);
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    /// <summary>A list of texts under a name.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
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

    private static void WriteParts(Utf8JsonWriter json, IReadOnlyList<ObservationPart> parts)
    {
        json.WriteStartArray("observation_parts");
        foreach (ObservationPart part in parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("offset", part.Offset);
            json.WriteStartArray("shape");
            foreach (int length in part.Shape)
            {
                json.WriteNumberValue(length);
            }

            json.WriteEndArray();
            WriteTexts(json, "features", part.Features);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
