using System.Text.Json;
using System.Text.Unicode;

namespace Phalanx.Numerics.Safetensors;

/// <summary>
/// Reads the JSON header token by token. It is strict: a property that the format does not know is refused, and so is a missing one.
/// Nothing is allocated before the text that asks for it was seen, so memory stays in proportion to the header.
/// </summary>
internal ref struct HeaderReader
{
    private readonly OrderedDictionary<string, TensorHeader> _tensors = [];
    private OrderedDictionary<string, string>? _metadata;
    private Utf8JsonReader _json;

    private HeaderReader(ReadOnlySpan<byte> header)
    {
        // The format nests three deep. One level more lets the value that is out of place be seen, and named.
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 4 });
    }

    public static Header Read(ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty || header[0] != '{')
        {
            throw new InvalidDataException("The header is not a JSON object: it does not begin with '{'.");
        }

        if (!Utf8.IsValid(header))
        {
            throw new InvalidDataException("The header is not valid UTF-8.");
        }

        return new HeaderReader(header).Read();
    }

    private Header Read()
    {
        try
        {
            Next();
            while (Next() != JsonTokenType.EndObject)
            {
                ReadProperty();
            }

            // Only the reader's own look at the end tells padding from further text.
            Next();
            return new Header(_tensors, _metadata ?? []);
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"The header is not valid JSON near its byte {_json.BytesConsumed}.");
        }
    }

    private void ReadProperty()
    {
        string name = Text();
        Next();
        if (name == Header.MetadataKey)
        {
            ReadMetadata();
        }
        else if (!_tensors.TryAdd(name, ReadTensor(name)))
        {
            throw new InvalidDataException($"The header has a duplicate tensor name, {Wording.Quote(name)}.");
        }
    }

    private void ReadMetadata()
    {
        if (_metadata is not null)
        {
            throw new InvalidDataException("The header has a duplicate __metadata__.");
        }

        Expect(JsonTokenType.StartObject, "value", Header.MetadataKey);
        _metadata = [];
        while (Next() != JsonTokenType.EndObject)
        {
            string key = Text();
            Next();
            Expect(JsonTokenType.String, "__metadata__ value", key);
            if (!_metadata.TryAdd(key, Text()))
            {
                throw new InvalidDataException($"The __metadata__ has a duplicate key, {Wording.Quote(key)}.");
            }
        }
    }

    private TensorHeader ReadTensor(string name)
    {
        Expect(JsonTokenType.StartObject, "value", name);
        TensorType? type = null;
        int[]? shape = null;
        List<long>? offsets = null;
        while (Next() != JsonTokenType.EndObject)
        {
            string property = Text();
            Next();
            switch (property)
            {
                case "dtype" when type is null:
                    type = ReadType(name);
                    break;
                case "shape" when shape is null:
                    shape = ReadShape(name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadOffsets(name);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw new InvalidDataException($"Tensor {Wording.Quote(name)} has a duplicate {property}.");
                default:
                    throw new InvalidDataException($"Tensor {Wording.Quote(name)} has an unknown property, {Wording.Quote(property)}.");
            }
        }

        return type is { } t && shape is not null && offsets is not null
            ? new TensorHeader(t, shape, offsets[0], offsets[1])
            : throw new InvalidDataException(
                $"Tensor {Wording.Quote(name)} lacks its {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}.");
    }

    private TensorType ReadType(string name)
    {
        Expect(JsonTokenType.String, "dtype", name);
        string code = Text();
        return TensorTypes.FromCode(code) ?? throw new InvalidDataException(
            $"Tensor {Wording.Quote(name)} has an unknown dtype, {Wording.Quote(code)}; known are {TensorTypes.AllCodes}.");
    }

    private int[] ReadShape(string name)
    {
        List<long> dimensions = ReadNumbers("shape", name);
        int[] shape = new int[dimensions.Count];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = dimensions[i] <= int.MaxValue
                ? (int)dimensions[i]
                : throw new InvalidDataException(
                    $"The shape of {Wording.Quote(name)} holds {dimensions[i]}; a dimension can be at most {int.MaxValue}.");
        }

        return shape;
    }

    private List<long> ReadOffsets(string name)
    {
        List<long> offsets = ReadNumbers("data_offsets", name);
        return offsets.Count == 2
            ? offsets
            : throw new InvalidDataException($"The data_offsets of {Wording.Quote(name)} are {offsets.Count} numbers and not two.");
    }

    private List<long> ReadNumbers(string what, string name)
    {
        Expect(JsonTokenType.StartArray, what, name);
        List<long> numbers = [];
        while (Next() != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.Number, what, name);
            if (!_json.TryGetInt64(out long number))
            {
                throw new InvalidDataException($"The {what} of {Wording.Quote(name)} holds a number that is no 64-bit integer.");
            }

            numbers.Add(number >= 0
                ? number
                : throw new InvalidDataException($"The {what} of {Wording.Quote(name)} holds a negative number, {number}."));
        }

        return numbers;
    }

    private JsonTokenType Next() => _json.Read() ? _json.TokenType : JsonTokenType.None;

    private readonly void Expect(JsonTokenType kind, string what, string name)
    {
        if (_json.TokenType != kind)
        {
            throw new InvalidDataException(
                $"The {what} of {Wording.Quote(name)} has {Wording.Describe(_json.TokenType)} where {Wording.Describe(kind)} belongs.");
        }
    }

    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException(
                $"The text near byte {_json.BytesConsumed} of the header is not valid Unicode: it holds half a surrogate pair.");
        }
    }
}
