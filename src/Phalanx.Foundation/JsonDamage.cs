using System.Text.Json;

namespace Phalanx.Foundation;

/// <summary>What is wrong with a JSON file, in words that fit into a sentence.</summary>
public static class JsonDamage
{
    /// <summary>Describes a failure to read.</summary>
    /// <param name="failure">The failure.</param>
    public static string Describe(JsonException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return $"something is wrong or missing near its line {(failure.LineNumber ?? 0) + 1}";
    }
}
