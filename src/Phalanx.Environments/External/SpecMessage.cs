using System.Buffers;
using System.Text.Json;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>What a program says that its environments are.</summary>
/// <param name="Spec">What they are. They bear the name under which the program is known here.</param>
/// <param name="Name">What the program calls them.</param>
/// <param name="Masks">Whether it tells which actions are available.</param>
internal sealed record SpecMessage(EnvironmentSpec Spec, string Name, bool Masks)
{
    /// <summary>Far above all that can be learned from, and low enough that no product of three overflows in 64 bits.</summary>
    private const int MostOfAny = 1 << 20;

    /// <summary>Reads it.</summary>
    /// <param name="json">The body of the message.</param>
    /// <param name="name">The name under which the environment is known here.</param>
    /// <exception cref="FormatException">It is not as docs/external.md says; the message says where.</exception>
    public static SpecMessage Read(ReadOnlyMemory<byte> json, string name)
    {
        using JsonDocument document = Parse(json);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("it is no JSON object");
        }

        int protocol = JsonProperties.Number(root, "protocol", least: 0, MostOfAny);
        if (protocol != ExternalProtocol.Version)
        {
            throw new FormatException($"it speaks protocol {protocol} and this Phalanx {ExternalProtocol.Version}; update Phalanx, or phalanx_env.py");
        }

        EnvironmentSpec spec = EnvironmentSpecJson.Read(root, name, MostOfAny);
        string told = JsonProperties.Has(root, "name") ? JsonProperties.Text(root, "name") : name;
        return new SpecMessage(spec, Shown.Name(told), JsonProperties.Flag(root, "masks") && spec.Actions.IsDiscrete);
    }

    /// <summary>Writes it.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("protocol", ExternalProtocol.Version);
            json.WriteString("name", Name);
            EnvironmentSpecJson.WriteProperties(json, Spec);
            json.WriteBoolean("masks", Masks);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException failure)
        {
            throw new FormatException($"it is no JSON: {failure.Message}", failure);
        }
    }
}
