using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Learning.Runs;

/// <summary>Numbers of documents that others read: JSON has no infinities and no NaN, so they are null there.</summary>
internal sealed class NonFiniteAsNull : JsonConverter<double>
{
    public override bool HandleNull => true;

    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => Write(writer, value);
}
