using System.Buffers;
using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Settings;

namespace Phalanx.Native;

/// <summary>The list of environments and their settings in JSON.</summary>
internal static class CatalogJson
{
    public static byte[] Write(IEnumerable<EnvironmentDefinition> definitions)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartArray();
            foreach (EnvironmentDefinition definition in definitions)
            {
                json.WriteStartObject();
                json.WriteString("name", definition.Name);
                json.WriteString("summary", definition.Summary);
                json.WriteStartArray("settings");
                foreach (SettingDescription setting in definition.DescribeSettings())
                {
                    Write(json, setting);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return text.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SettingDescription setting)
    {
        json.WriteStartObject();
        json.WriteString("name", setting.Name);
        json.WriteString("type", setting.Type);
        json.WritePropertyName("default");
        WriteValue(json, setting.Default);
        WriteLimit(json, "min", setting.Min);
        WriteLimit(json, "max", setting.Max);
        WriteLimit(json, "above", setting.Above);
        WriteLimit(json, "below", setting.Below);
        json.WriteBoolean("optional", setting.MayBeEmpty);
        EnvironmentSpecJson.WriteTexts(json, "one_of", setting.OneOf);
        json.WriteString("description", setting.Description);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, double limit)
    {
        if (double.IsFinite(limit))
        {
            json.WriteNumber(name, limit);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
