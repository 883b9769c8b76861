using System.Buffers;
using System.Text.Json;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>What a program is told first: how many environments it is to hold, which of all they are, and its settings.</summary>
/// <param name="Environments">How many.</param>
/// <param name="First">The number of its first environment among those of all processes.</param>
/// <param name="Settings">A JSON object.</param>
internal sealed record HelloMessage(int Environments, int First, string Settings)
{
    /// <summary>Refuses settings that are no JSON object.</summary>
    /// <exception cref="UserErrorException">They are none.</exception>
    public static string CheckedSettings(string settings)
    {
        if (settings.Length == 0)
        {
            return "{}";
        }

        try
        {
            using var document = JsonDocument.Parse(settings);
            return document.RootElement.ValueKind == JsonValueKind.Object ? settings : throw Refused(settings, "it is none");
        }
        catch (JsonException failure)
        {
            throw Refused(settings, failure.Message);
        }
    }

    /// <summary>Writes it.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("protocol", ExternalProtocol.Version);
            json.WriteString("phalanx", typeof(HelloMessage).Assembly.GetName().Version!.ToString(3));
            json.WriteNumber("environments", Environments);
            json.WriteNumber("first", First);
            json.WritePropertyName("settings");
            json.WriteRawValue(Settings);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static UserErrorException Refused(string settings, string why) => EnvironmentSettings.Error(nameof(ExternalSettings.Settings), settings, $"a JSON object: {why}");
}
