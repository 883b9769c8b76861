using Phalanx.Foundation;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Named measurements in the order in which they are shown. Each is taken at most once, when it is asked for, be it by the user or
/// by another one that needs it: a share of the peak needs the peak, whether that was selected or not.
/// </summary>
internal sealed class BenchmarkSuite
{
    private readonly OrderedDictionary<string, Func<BenchmarkResult>> _measurements = [];
    private readonly Dictionary<string, string> _refusals = [];
    private readonly Dictionary<string, BenchmarkResult> _results = [];

    /// <summary>Adds a measurement; what it returns carries its name.</summary>
    public void Add(string name, Func<BenchmarkResult> measure) => _measurements.Add(name, measure);

    /// <summary>Records why an expected name has no measurement. A user who asks for this name alone is told the reason.</summary>
    public void Refuse(string name, string reason) => _refusals.Add(name, reason);

    /// <summary>The names that begin with <paramref name="prefix"/>.</summary>
    /// <exception cref="UserErrorException">There are none.</exception>
    public IReadOnlyList<string> Select(string prefix)
    {
        string[] selected = [.. _measurements.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        if (selected.Length > 0)
        {
            return selected;
        }

        // What was refused may be asked for by a part of its name, and by the name of a row that it would have had.
        string? refused = _refusals.Keys.FirstOrDefault(
            name => name.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith($"{name}/", StringComparison.Ordinal));
        if (refused is not null)
        {
            throw new UserErrorException($"there is no benchmark '{refused}': {_refusals[refused]}");
        }

        IEnumerable<string> groups = _measurements.Keys.Select(name => name[..(name.LastIndexOf('/') + 1)]).Distinct();
        string advice = NearestName.Advice(
            prefix, _measurements.Keys.Concat(groups), otherwise: $"; the names begin with {string.Join(", ", groups)}");
        throw new UserErrorException($"no benchmark is named '{prefix}...'{advice}");
    }

    /// <summary>The result of a measurement, taken now or before.</summary>
    public BenchmarkResult Measure(string name)
    {
        if (!_results.TryGetValue(name, out BenchmarkResult? result))
        {
            result = _measurements[name]();
            _results.Add(name, result);
        }

        return result;
    }
}
