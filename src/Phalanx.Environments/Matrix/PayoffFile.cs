using Phalanx.Foundation;

namespace Phalanx.Environments.Matrix;

/// <summary>
/// Reads a file of payoffs: JSON, <c>{"payoff": [[8, -12], [-12, 0]]}</c> with one level of arrays per agent, or CSV for two agents with a
/// line for each action of the first.
/// </summary>
public static class PayoffFile
{
    // Enough for the largest table written with 25 letters a number.
    private const long LargestFile = 256L << 20;

    /// <summary>Reads a file of payoffs.</summary>
    /// <param name="path">The file; its extension, <c>.json</c> or <c>.csv</c>, says what is in it.</param>
    /// <exception cref="UserErrorException">The file cannot be read, or does not hold a table of payoffs.</exception>
    public static PayoffTable Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is not (".json" or ".csv"))
        {
            throw Error(path, "its name must end in .json or .csv");
        }

        byte[] content = ReadAllBytes(path);
        return extension == ".json" ? new PayoffJson(path).Parse(content) : new PayoffCsv(path).Parse(content);
    }

    internal static UserErrorException Error(string path, string problem, Exception? inner = null)
    {
        string message = $"cannot read payoffs from '{path}': {problem}";
        return inner is null ? new UserErrorException(message) : new UserErrorException(message, inner);
    }

    /// <summary>The table of what was read, its size being known to be right.</summary>
    internal static PayoffTable TableOf(string path, int agents, int actions, List<double> values) => agents < 2
        ? throw Error(path, "it holds a single list of numbers; there must be one level of lists per agent, and at least two agents")
        : new PayoffTable(agents, actions, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));

    /// <summary>Adds a payoff to those read before.</summary>
    internal static void Add(string path, List<double> values, double value)
    {
        if (values.Count == PayoffTable.MaxCells)
        {
            throw Error(path, $"it holds more than {PayoffTable.MaxCells} payoffs");
        }

        values.Add(value);
    }

    private static byte[] ReadAllBytes(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                throw Error(path, Directory.Exists(path) ? "it is a folder" : "there is no such file");
            }

            return file.Length <= LargestFile
                ? SharedReading.AllBytes(path)
                : throw Error(path, $"it is larger than {LargestFile >> 20} MiB");
        }
        catch (Exception failure) when (FileFailures.IsOne(failure) || failure is ArgumentException or NotSupportedException)
        {
            throw Error(path, FileFailures.Reason(failure), failure);
        }
    }
}
