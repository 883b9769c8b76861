using Phalanx.Dashboard.Following;

namespace Phalanx.Dashboard.Grouping;

/// <summary>
/// What a reader searches for: words that a run's path, names or error must have, and <c>key=value</c> for its settings. <c>env</c>,
/// <c>algorithm</c>, <c>seed</c> and <c>state</c> are short for what they name; any other key is a setting, whole or by its last names.
/// </summary>
internal sealed class RunQuery
{
    private const int MostTerms = 16;
    private readonly string[] _terms;
    private readonly HashSet<string> _states;

    /// <summary>A query.</summary>
    /// <param name="text">The terms, with spaces between.</param>
    /// <param name="states">States with commas between; any where there is none.</param>
    public RunQuery(string? text, string? states)
    {
        _terms = [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTerms)];
        _states = [.. (states ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTerms)];
    }

    /// <summary>Whether a run is asked for.</summary>
    public bool Matches(RunView run) => (_states.Count == 0 || _states.Contains(run.StateName)) && _terms.All(term => Matches(run, term));

    private static bool Matches(RunView run, string term)
    {
        int equals = term.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return Has(run.Place.Path, term) || Has(run.Algorithm, term) || Has(run.Environment, term) || Has(run.StateName, term) || Has(run.Sentence, term);
        }

        (string key, string value) = (term[..equals], term[(equals + 1)..]);
        return key switch
        {
            "state" => run.StateName == value,
            "algorithm" => Glob(run.Algorithm, value),
            "env" or "environment" => Glob(run.Environment, value),
            "seed" => run.Settings?.Seed == value,
            _ => run.Settings?.All.Any(setting =>
                (setting.Key == key || setting.Key.EndsWith($".{key}", StringComparison.Ordinal)) && Glob(setting.Value, value)) == true,
        };
    }

    private static bool Has(string? text, string term) => text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A star at the end stands for any end.</summary>
    private static bool Glob(string text, string value) =>
        value.EndsWith('*') ? text.StartsWith(value[..^1], StringComparison.OrdinalIgnoreCase) : string.Equals(text, value, StringComparison.OrdinalIgnoreCase);
}
