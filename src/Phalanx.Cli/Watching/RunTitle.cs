using System.Globalization;
using Phalanx.Analysis.Runs;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Cli.Watching;

/// <summary>What a run is called: as texts, because it may be of an algorithm or an environment that this program does not know.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Steps">How many environment steps it shall have; null where its settings do not say.</param>
/// <param name="Folder">The run directory.</param>
internal sealed record RunTitle(string Algorithm, string Environment, string Seed, long? Steps, string Folder)
{
    /// <summary>The run that a trainer trains.</summary>
    public static RunTitle Of(Trainer trainer) => new(
        trainer.Settings.AlgorithmName,
        trainer.Settings.EnvironmentName,
        trainer.Settings.Training.Seed.ToString(CultureInfo.InvariantCulture),
        trainer.Settings.Training.Steps,
        trainer.Folder);

    /// <summary>The run in a folder.</summary>
    /// <exception cref="UserErrorException">There is none, or its settings cannot be read.</exception>
    public static RunTitle Read(string folder)
    {
        using var directory = RunDirectory.OpenToRead(folder);
        Dictionary<string, string> settings = new(FlatSettings.Read(directory.SettingsPath));
        string? steps = settings.GetValueOrDefault("training.steps");
        return new(
            Shown.Name(settings.GetValueOrDefault($"{RunNames.AlgorithmGroup}.name", "?")),
            Shown.Name(settings.GetValueOrDefault($"{RunNames.EnvironmentGroup}.name", "?")),
            Shown.Name(settings.GetValueOrDefault("training.seed", "?")),
            long.TryParse(steps, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null,
            folder);
    }

    /// <summary>On one line.</summary>
    public override string ToString() => $"{Algorithm} on {Environment}, seed {Seed}";
}
