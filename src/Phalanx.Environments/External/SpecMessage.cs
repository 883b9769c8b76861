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

        int protocol = Number(root, "protocol", least: 0);
        if (protocol != ExternalProtocol.Version)
        {
            throw new FormatException($"it speaks protocol {protocol} and this Phalanx {ExternalProtocol.Version}; update Phalanx, or phalanx_env.py");
        }

        var spec = new EnvironmentSpec
        {
            Name = name,
            Agents = Number(root, "agents", least: 1),
            Actions = ActionsOf(Property(root, "actions", JsonValueKind.Object)),
            ObservationSize = Number(root, "observation_size", least: 0),
            StateSize = Number(root, "state_size", least: 0),
            EpisodeLimit = Number(root, "episode_limit", least: 1),
            Statistics = Has(root, "statistics") ? NamesOf(root, "statistics") : [],
            AgentFeatureSize = Has(root, "agent_feature_size") ? Number(root, "agent_feature_size", least: 0) : 0,
            Entities = Has(root, "entities") ? EntitiesOf(Property(root, "entities", JsonValueKind.Object)) : null,
            DeclaresAlive = Flag(root, "declares_alive"),
        };
        try
        {
            spec.ThrowIfInvalid();
        }
        catch (EnvironmentContractException broken)
        {
            throw new FormatException(broken.Rule, broken);
        }

        string told = Has(root, "name") ? Property(root, "name", JsonValueKind.String).GetString()! : name;
        return new SpecMessage(spec, Shown.Name(told), Flag(root, "masks") && spec.Actions.IsDiscrete);
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

    private static bool Has(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static JsonElement Property(JsonElement parent, string name, JsonValueKind kind) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind
            ? value
            : throw new FormatException($"'{name}' must be there and be {Words(kind)}");

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        _ => "a whole number",
    };

    private static int Number(JsonElement parent, string name, int least)
    {
        JsonElement value = Property(parent, name, JsonValueKind.Number);
        return value.TryGetInt32(out int number) && number >= least && number <= MostOfAny
            ? number
            : throw new FormatException($"'{name}' is {value.GetRawText()}; it must be a whole number from {least} to {MostOfAny}");
    }

    /// <summary>Far above all that can be learned from, and low enough that no product of three overflows in 64 bits.</summary>
    private const int MostOfAny = 1 << 20;

    private static bool Flag(JsonElement parent, string name) => Has(parent, name) && (parent.GetProperty(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{name}' must be true or false"),
    });

    private static ActionSpec ActionsOf(JsonElement actions)
    {
        if (Has(actions, "names") && NamesOf(actions, "names") is { Length: > 0 } names)
        {
            return Refusing(() => ActionSpec.Named(names));
        }

        return Has(actions, "count")
            ? ActionSpec.Discrete(Number(actions, "count", least: 1))
            : Refusing(() => ActionSpec.Continuous(BoundsOf(actions, "low"), BoundsOf(actions, "high")));
    }

    private static ActionSpec Refusing(Func<ActionSpec> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException refused)
        {
            throw new FormatException($"'actions': {refused.Message}", refused);
        }
    }

    private static float[] BoundsOf(JsonElement actions, string name) =>
        [.. Property(actions, name, JsonValueKind.Array).EnumerateArray().Select(bound => bound.ValueKind == JsonValueKind.Number && bound.TryGetSingle(out float value)
            ? value
            : throw new FormatException($"'{name}' must be a list of numbers"))];

    private static string[] NamesOf(JsonElement parent, string name) =>
        [.. Property(parent, name, JsonValueKind.Array).EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String
            ? each.GetString()!
            : throw new FormatException($"'{name}' must be a list of texts"))];

    private static EntitySpec EntitiesOf(JsonElement entities) =>
        new(Number(entities, "count", least: 1), Number(entities, "width", least: 1), Flag(entities, "append_last_actions"));
}
