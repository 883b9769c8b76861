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
            ThrowIfAListIsTooLong(json, what);
            return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException($"its {what} is empty");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"of its {what} {JsonDamage.Describe(failure)}", failure);
        }
    }

    /// <summary>Counts the elements of every list and object before any is made.</summary>
    private static void ThrowIfAListIsTooLong(ReadOnlySpan<byte> json, string what)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RecordLimits.JsonDepth });
        Span<int> counts = stackalloc int[RecordLimits.JsonDepth + 1];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName)
            {
                continue;
            }

            int depth = reader.CurrentDepth;
            if (++counts[depth] > RecordLimits.JsonList)
            {
                throw new InvalidDataException($"its {what} has a list of more than {RecordLimits.JsonList} elements");
            }

            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                counts[depth + 1] = 0;
            }
        }
    }
}

/// <summary>Names of enumerations in snake_case; a number is no name.</summary>
internal sealed class EnumName<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
