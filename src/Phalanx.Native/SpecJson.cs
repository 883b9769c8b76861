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
            EnvironmentSpecJson.WriteProperties(json, spec);
            EnvironmentSpecJson.WriteTexts(json, "scripts", spec.Scripts);
            WriteParts(json, spec.ObservationParts);
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
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
            EnvironmentSpecJson.WriteTexts(json, "features", part.Features);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
