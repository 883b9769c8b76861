using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Phalanx.Numerics.Safetensors;

/// <summary>
/// Collects tensors and free texts and writes them as one safetensors file. The bytes follow from the content and the order of the calls
/// alone: no time, no path, no hash order. Values are copied when they are added.
/// </summary>
public sealed partial class SafetensorsWriter
{
    private static readonly JsonWriterOptions s_json = new()
    {
        // Names stay readable: only quotes, backslashes, control characters and the like are escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = false,
    };

    private readonly OrderedDictionary<string, Tensor> _tensors = [];
    private readonly OrderedDictionary<string, string> _metadata = [];

    private readonly record struct Tensor(TensorType Type, int[] Shape, byte[] Bytes);

    /// <summary>Adds a free text.</summary>
    /// <param name="key">Its key, new to this file.</param>
    /// <param name="value">The text.</param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">The key is taken, or a text is not valid Unicode.</exception>
    public SafetensorsWriter AddMetadata(string key, string value)
    {
        RefuseHalfSurrogates(key, nameof(key));
        RefuseHalfSurrogates(value, nameof(value));
        return _metadata.TryAdd(key, value)
            ? this
            : throw new ArgumentException($"The metadata {Wording.Quote(key)} was added before.", nameof(key));
    }

    /// <summary>Writes the file: header length, header, data.</summary>
    /// <param name="stream">Receives the bytes at its present position; it is left open.</param>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] header = EncodeHeader();
        Span<byte> prefix = stackalloc byte[Header.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (Tensor tensor in _tensors.Values)
        {
            stream.Write(tensor.Bytes);
        }
    }

    /// <summary>The file as one array.</summary>
    /// <returns>The bytes <see cref="WriteTo"/> writes.</returns>
    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        WriteTo(stream);
        return stream.ToArray();
    }

    private byte[] EncodeHeader()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_json))
        {
            json.WriteStartObject();
            WriteMetadata(json);
            WriteTensors(json);
            json.WriteEndObject();
        }

        // Spaces up to a multiple of eight, so that the data begins aligned for every type.
        while (buffer.Length % Header.PrefixLength != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.Length <= Header.LongestHeader
            ? buffer.ToArray()
            : throw new InvalidOperationException(
                $"The header takes {buffer.Length} bytes, more than the {Header.LongestHeader} that the format allows.");
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        if (_metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(Header.MetadataKey);
        foreach ((string key, string value) in _metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private void WriteTensors(Utf8JsonWriter json)
    {
        long offset = 0;
        foreach ((string name, Tensor tensor) in _tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", tensor.Type.Code());
            json.WriteStartArray("shape");
            foreach (int dimension in tensor.Shape)
            {
                json.WriteNumberValue(dimension);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += tensor.Bytes.Length);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private void CheckName(string name)
    {
        RefuseHalfSurrogates(name, nameof(name));
        if (name == Header.MetadataKey)
        {
            throw new ArgumentException($"The name {name} is reserved for the metadata.", nameof(name));
        }

        if (_tensors.ContainsKey(name))
        {
            throw new ArgumentException($"The tensor {Wording.Quote(name)} was added before.", nameof(name));
        }
    }

    private static void RefuseHalfSurrogates(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        // Encoding replaces what is not valid; the reader would then find another name than was written.
        if (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text)
        {
            throw new ArgumentException("The text is not valid Unicode: it holds half a surrogate pair.", parameter);
        }
    }
}
