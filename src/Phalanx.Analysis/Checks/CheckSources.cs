using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Analysis.Checks;

/// <summary>What a check in code is made from: the algorithms, the environments, the seed of its draws, and the numbers that papers print.</summary>
/// <param name="algorithms">The algorithms.</param>
/// <param name="environments">The environments.</param>
/// <param name="seed">The seed of all draws. Each is addressed by its purpose and its number, so checks do not depend on each other.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class CheckSources(AlgorithmRegistry algorithms, EnvironmentRegistry environments, ulong seed, CancellationToken cancellation)
{
    private readonly SettingsResolver _settings = new(algorithms.SettingsOf, environments.SettingsOf);
    private readonly Lazy<ExperimentLibrary> _library = new(() => new ExperimentLibrary(algorithms, environments));

    /// <summary>The algorithms.</summary>
    public AlgorithmRegistry Algorithms => algorithms;

    /// <summary>The seed of all draws.</summary>
    public ulong Seed => seed;

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The draws of one trial of a purpose.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <param name="trial">Its number.</param>
    public RandomStream Draws(StreamPurpose purpose, int trial)
    {
        cancellation.ThrowIfCancellationRequested();
        return new RandomStream(seed, purpose, (ulong)trial);
    }

    /// <summary>The settings of an algorithm on an environment, by their presets.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="assignments">Settings that differ, <c>path=value</c>.</param>
    public ResolvedSettings<RunSettings> Resolve(string algorithm, string environment, params IReadOnlyList<string> assignments) =>
        _settings.Resolve(new RunRequest { Algorithm = algorithm, Environment = environment, Set = assignments });

    /// <summary>What an environment is, with settings of its own.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="settings">Its settings; null for their defaults.</param>
    public EnvironmentSpec SpecOf(string environment, object? settings = null) => environments[environment].SpecOf(settings);

    /// <summary>A table that a paper prints, as its experiment has it.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="table">The table.</param>
    /// <param name="part">The part of it.</param>
    public PayoffTable Printed(string experiment, string table, string part)
    {
        IReadOnlyList<IReadOnlyList<double?>> rows = PrintedRows(experiment, table, part);
        return new PayoffTable(agents: 2, rows.Count, [.. rows.SelectMany(row => row.Select(cell => cell!.Value))]);
    }

    /// <summary>The rows of such a table.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="table">The table.</param>
    /// <param name="part">The part of it.</param>
    public IReadOnlyList<IReadOnlyList<double?>> PrintedRows(string experiment, string table, string part) =>
        _library.Value[experiment].Experiments[0].PaperValues.Tables.First(each => each.Name == table)[part]!.Rows;
}
