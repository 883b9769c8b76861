using System.Text;
using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// What the environment of a run is, seen from outside: <c>environment.json</c>. With it a team can be exported by a program that does not know the environment, and
/// an environment that has become another one since is refused. It decides no result of the run.
/// </summary>
public static class RunEnvironment
{
    /// <summary>Reads the file of a run; null where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It is damaged.</exception>
    public static EnvironmentSpec? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using JsonDocument document = JsonFile.Read(path, OriginJson.Default.JsonDocument);
        try
        {
            return EnvironmentSpecJson.Read(document.RootElement);
        }
        catch (FormatException problem)
        {
            throw new UserErrorException($"'{path}' is damaged: {problem.Message}", problem);
        }
    }

    /// <summary>Refuses an environment that is not what that of a run was when it began. A run of an older version does not say what it was, and none is refused.</summary>
    /// <param name="run">The run.</param>
    /// <param name="spec">What the environment is now.</param>
    /// <exception cref="UserErrorException">It is another; or the file of the run is damaged.</exception>
    public static void ThrowIfOther(RunDirectory run, EnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(spec);
        if (Read(run.EnvironmentPath) is { } begun && SpecDifference.Between(begun, spec) is { Count: > 0 } differences)
        {
            IEnumerable<string> changes = differences.Select(difference => $"{difference.Property} was {difference.One} and is {difference.Other}");
            throw new UserErrorException($"'{spec.Name}' is not what it was when the run '{run.Path}' began, as '{run.EnvironmentPath}' says: {string.Join("; ", changes)}");
        }
    }

    /// <summary>Writes the file of a run that does not have it yet.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    internal static void WriteIfMissing(RunDirectory run, EnvironmentSpec spec)
    {
        if (!File.Exists(run.EnvironmentPath))
        {
            AtomicFile.WriteAllText(run.EnvironmentPath, Write(spec, []));
        }
    }

    /// <summary>The file as a text.</summary>
    /// <param name="spec">What the environment is.</param>
    /// <param name="simulators">The programs that simulated it, by their versions; see <see cref="RunSimulators"/>.</param>
    internal static string Write(EnvironmentSpec spec, IReadOnlyList<IReadOnlyDictionary<string, string>> simulators)
    {
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("name", spec.Name);
            EnvironmentSpecJson.WriteProperties(json, spec);
            RunSimulators.WriteProperty(json, simulators);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }
}
