using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Native;

/// <summary>The environments that the library offers.</summary>
internal static class Catalog
{
    // It starts programs, and who embeds a library does not expect that of it.
    private const string External = "external";

    private const int MostEnvironments = 1 << 20;

    private static readonly EnvironmentRegistry Registry = EnvironmentRegistry.WithBuiltIns();
    private static readonly Lazy<byte[]> Listed = new(() => CatalogJson.Write(Offered));

    /// <summary>Their definitions, in the order of their names.</summary>
    public static IEnumerable<EnvironmentDefinition> Offered => Registry.Where(definition => definition.Name != External);

    /// <summary>The list of them in JSON.</summary>
    public static ReadOnlySpan<byte> List => Listed.Value;

    /// <summary>Makes a batch.</summary>
    /// <param name="name">The name of the environment.</param>
    /// <param name="settings">Its settings as a JSON object, or null for the defaults.</param>
    /// <param name="count">How many environments.</param>
    /// <exception cref="RefusedCallException">The count is out of range.</exception>
    /// <exception cref="UserErrorException">The name is unknown, or a setting is not allowed.</exception>
    public static OpenBatch Make(string name, string? settings, int count)
    {
        if (count is < 1 or > MostEnvironments)
        {
            throw RefusedCallException.Argument(FormattableString.Invariant($"count is {count}; it must be from 1 to {MostEnvironments}"));
        }

        if (name == External)
        {
            throw new UserErrorException($"the environment '{External}' starts programs; this library does not offer it");
        }

        EnvironmentDefinition definition = Find(name);
        object? values = settings is null ? null : Read(definition, settings);
        return new OpenBatch(definition.Create(values, count));
    }

    private static EnvironmentDefinition Find(string name) => Registry.Find(name)
        ?? throw new UserErrorException($"unknown environment '{name}'{NearestName.Advice(name, Registry.Names, otherwise: "; phx_list names them all")}");

    private static object Read(EnvironmentDefinition definition, string settings)
    {
        try
        {
            using var document = JsonDocument.Parse(settings);
            return definition.ReadSettings(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new UserErrorException($"the settings are broken JSON: {failure.Message.TrimEnd('.')}", failure);
        }
    }
}
