using System.Text.Json;
using System.Text.Json.Serialization;

namespace Phalanx.Dashboard.Answers;

/// <summary>How answers are written: for scripts. What is no finite number is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(FiniteNumbers)])]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(GroupList))]
[JsonSerializable(typeof(RunDetail))]
[JsonSerializable(typeof(MetricsPart))]
[JsonSerializable(typeof(CurveAnswer))]
[JsonSerializable(typeof(DifferenceAnswer))]
[JsonSerializable(typeof(StudyList))]
[JsonSerializable(typeof(StudyDetail))]
[JsonSerializable(typeof(CellList))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(RowsEvent))]
[JsonSerializable(typeof(GoneEvent))]
[JsonSerializable(typeof(StudyEvent))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>JSON has no infinities and no NaN.</summary>
internal sealed class FiniteNumbers : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
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
}
