using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The programs that simulated the environment of a run, by their versions, the first one first: <c>simulators</c> in <c>environment.json</c>. There is none where the
/// environment is simulated here, and more than one where a run was resumed with another version.
/// </summary>
public static class RunSimulators
{
    private const string Property = "simulators";

    /// <summary>Reads them.</summary>
    /// <param name="path">The file; without one there are none.</param>
    /// <exception cref="UserErrorException">It is damaged.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using JsonDocument document = JsonFile.Read(path, OriginJson.Default.JsonDocument);
        try
        {
            return document.RootElement.TryGetProperty(Property, out JsonElement listed) ? [.. listed.EnumerateArray().Select(VersionsOf)] : [];
        }
        catch (InvalidOperationException problem)
        {
            throw new UserErrorException($"'{path}' is damaged: '{Property}' must be a list of objects that hold texts", problem);
        }
    }

    /// <summary>Writes down which program simulates the environment from now on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="spec">What the environment is.</param>
    /// <param name="simulator">The program, by its versions; none where the environment is simulated here.</param>
    /// <returns>A sentence where another version did before; null otherwise.</returns>
    /// <exception cref="UserErrorException">The file cannot be read or written.</exception>
    internal static string? Add(RunDirectory run, EnvironmentSpec spec, IReadOnlyDictionary<string, string> simulator)
    {
        if (simulator.Count == 0)
        {
            return null;
        }

        IReadOnlyList<IReadOnlyDictionary<string, string>> before = Read(run.EnvironmentPath);
        if (before is [.., var last] && AreEqual(last, simulator))
        {
            return null;
        }

        AtomicFile.WriteAllText(run.EnvironmentPath, RunEnvironment.Write(spec, [.. before, simulator]));
        return before is [.., var other]
            ? $"the run was played in {Words(other)} before and goes on in {Words(simulator)}; results of different versions do not compare, and environment.json names both"
            : null;
    }

    /// <summary>Writes them into an object that is open; nothing where there are none.</summary>
    internal static void WriteProperty(Utf8JsonWriter json, IReadOnlyList<IReadOnlyDictionary<string, string>> simulators)
    {
        if (simulators.Count == 0)
        {
            return;
        }

        json.WriteStartArray(Property);
        foreach (IReadOnlyDictionary<string, string> simulator in simulators)
        {
            json.WriteStartObject();
            foreach ((string name, string version) in simulator.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, version);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Dictionary<string, string> VersionsOf(JsonElement simulator) => simulator.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString() ?? "");

    private static bool AreEqual(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out string? value) && value == entry.Value);

    private static string Words(IReadOnlyDictionary<string, string> simulator) =>
        string.Join(", ", simulator.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key.Replace('_', ' ')} {entry.Value}"));
}
