using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Recording;

/// <summary>The JSON in records: on one line, without what is not there, and read with care.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = RecordLimits.JsonDepth,
    Converters = [typeof(NonFiniteAsNull), typeof(EnumName<FrameRole>), typeof(EnumName<FrameShape>), typeof(EnumName<RecordedOutputs>), typeof(EnumName<EpisodeEnd>)])]
[JsonSerializable(typeof(RecordHeader))]
[JsonSerializable(typeof(EpisodeAbout))]
[JsonSerializable(typeof(EpisodeCast))]
[JsonSerializable(typeof(RecordIndex))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    /// <summary>Reads a document of at most so many bytes.</summary>
    /// <exception cref="InvalidDataException">It is longer, no such document, or null.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, int most, string what)
        where T : class
    {
        if (json.Length > most)
        {
            throw new InvalidDataException($"its {what} has {json.Length} bytes; at most {most} are read");
        }

        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException($"its {what} is empty");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"of its {what} {JsonDamage.Describe(failure)}", failure);
        }
    }
}

/// <summary>Names of enumerations in snake_case; a number is no name.</summary>
internal sealed class EnumName<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
