using System.Globalization;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Studies.Cells;

/// <summary>
/// One run among many: its settings, with seed and length. Cells that differ in nothing but seed and length have one digest, and a longer run serves
/// where a shorter one is asked for, since schedules are absolute steps.
/// </summary>
public sealed class Cell
{
    /// <summary>What is no part of a digest although it changes results.</summary>
    private static readonly string[] Apart = ["training.seed", "training.steps"];

    /// <summary>The cell of settings.</summary>
    /// <param name="settings">The settings. Threads are left out: they change nothing, and a cell is given them where it is run.</param>
    /// <param name="versions">How often what the algorithm learns, and what the environment simulates, has changed.</param>
    /// <exception cref="Foundation.UserErrorException">A setting has a value that is not allowed, or names a file that cannot be read.</exception>
    public Cell(RunSettings settings, ResultVersions versions)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(versions);
        Settings = settings with { Training = settings.Training with { Threads = null } };
        Versions = versions;
        Digest = SettingsDigest.Of(Settings, Apart, $"algorithm results {versions.Algorithm}", $"environment results {versions.Environment}");
    }

    /// <summary>The settings.</summary>
    public RunSettings Settings { get; }

    /// <summary>How often what the algorithm learns, and what the environment simulates, has changed.</summary>
    public ResultVersions Versions { get; }

    /// <summary>The digest of all settings that can change results, but seed and length.</summary>
    public string Digest { get; }

    /// <summary>The seed.</summary>
    public ulong Seed => Settings.Training.Seed;

    /// <summary>Environment steps that are asked for.</summary>
    public long Steps => Settings.Training.Steps;

    /// <summary>The cell's folder within a store: <c>&lt;algorithm&gt;/&lt;environment&gt;/&lt;digest&gt;/&lt;seed&gt;</c>.</summary>
    public string Folder => Path.Combine(
        [Settings.AlgorithmName, .. Settings.EnvironmentName.Split('/'), Digest, Seed.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Which cell it is, for any length: equal keys are the same run.</summary>
    public CellKey Key => new(Settings.AlgorithmName, Settings.EnvironmentName, Digest, Seed);

    /// <summary>The same cell with another length.</summary>
    public Cell WithSteps(long steps) => new(Settings with { Training = Settings.Training with { Steps = steps } }, Versions);
}

/// <summary>Which cell a run is, for any length.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Digest">The digest of the settings.</param>
/// <param name="Seed">The seed.</param>
public readonly record struct CellKey(string Algorithm, string Environment, string Digest, ulong Seed);
