using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// What is known of the processes that made the beginning of a run, out of <c>machine.json</c> or, where a run is kept without it, out of
/// <c>summary.json</c>, which tells of the last process alone when no other build or machine took part.
/// </summary>
public sealed class RunOrigin
{
    private readonly IReadOnlyList<RunAttempt> _attempts;
    private readonly ResultVersions? _results;

    private RunOrigin(IReadOnlyList<RunAttempt> attempts, ResultVersions? results) => (_attempts, _results) = (attempts, results);

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => _attempts.Any(attempt => attempt.Version is not null || attempt.Machine is not null);

    /// <summary>Reads what a run tells of its origin.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tEnv">The environment steps up to which its beginning is asked for.</param>
    /// <exception cref="UserErrorException">A file is damaged.</exception>
    public static RunOrigin Of(RunDirectory run, long tEnv)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunSummary? summary = File.Exists(run.SummaryPath) ? RunSummary.Read(run.SummaryPath) : null;
        var history = RunHistory.Read(run.MachinePath);
        if (history.Attempts.Count == 0 && summary is not null)
        {
            history = new RunHistory(summary.Attempts ?? [new RunAttempt { TEnv = 0, Machine = summary.Machine, Version = summary.Version }]);
        }

        return new RunOrigin([.. history.AttemptsUpTo(tEnv).Reverse()], summary?.Results);
    }

    /// <summary>What differs between that and this process, as far as both are known.</summary>
    /// <param name="results">The versions of what this build learns and simulates.</param>
    public IReadOnlyList<OriginDifference> DifferencesFrom(ResultVersions results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var here = BitClass.Current;
        return
        [
            .. Difference("build", attempt => attempt.Version, Build.Version),
            .. Difference("register width", attempt => attempt.Machine?.Simd, here.Simd),
            .. Difference("runtime", attempt => attempt.Machine is { } machine ? $".NET {machine.DotNet}" : null, $".NET {here.DotNet}"),
            .. Difference("architecture", attempt => attempt.Architecture, here.Architecture),
            .. Difference("results of the algorithm", _ => Version(_results?.Algorithm), Version(results.Algorithm)!),
            .. Difference("results of the environment", _ => Version(_results?.Environment), Version(results.Environment)!),
        ];
    }

    private static string? Version(int? version) => version is { } known ? string.Create(CultureInfo.InvariantCulture, $"version {known}") : null;

    private IEnumerable<OriginDifference> Difference(string what, Func<RunAttempt, string?> value, string here)
    {
        string[] run = [.. _attempts.Select(value).OfType<string>().Distinct()];
        return run.All(known => known == here) ? [] : [new OriginDifference(what, string.Join(" and ", run), here)];
    }
}
