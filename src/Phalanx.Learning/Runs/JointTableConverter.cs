using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Learning.Runs;

/// <summary>Joint tables as arrays nested one level per agent; what is no finite number is null.</summary>
internal sealed class JointTableConverter : JsonConverter<JointTable>
{
    public override JointTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var actions = new List<int>();
        var values = new List<double>();
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        for (JsonElement level = document.RootElement; level.ValueKind == JsonValueKind.Array; level = level[0])
        {
            actions.Add(level.GetArrayLength());
            if (actions[^1] == 0)
            {
                throw new JsonException("An agent of a joint table has no actions.");
            }
        }

        if (actions.Count == 0)
        {
            throw new JsonException("A joint table is an array nested one level per agent.");
        }

        Read(document.RootElement, [.. actions], values);
        return new JointTable([.. actions], [.. values]);
    }

    public override void Write(Utf8JsonWriter writer, JointTable value, JsonSerializerOptions options) =>
        Write(writer, value.Actions, value.Values);

    private static void Read(JsonElement element, ReadOnlySpan<int> actions, List<double> values)
    {
        if (actions.IsEmpty && element.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
        {
            values.Add(element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble());
        }
        else if (!actions.IsEmpty && element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == actions[0])
        {
            foreach (JsonElement part in element.EnumerateArray())
            {
                Read(part, actions[1..], values);
            }
        }
        else
        {
            throw new JsonException("The arrays of a joint table differ in length or depth.");
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<int> actions, ReadOnlySpan<double> values)
    {
        if (actions.IsEmpty)
        {
            NonFiniteAsNull.Write(writer, values[0]);
            return;
        }

        writer.WriteStartArray();
        int part = values.Length / actions[0];
        for (int action = 0; action < actions[0]; action++)
        {
            Write(writer, actions[1..], values.Slice(action * part, part));
        }

        writer.WriteEndArray();
    }
}
