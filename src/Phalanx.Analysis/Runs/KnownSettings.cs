using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Analysis.Runs;

/// <summary>
/// The settings of runs bound to the records of today, so that runs of different versions can be told alike: a setting that a file does not have yet takes
/// its default. A run of an algorithm or an environment that is not known has the settings of its file.
/// </summary>
/// <param name="environments">The environments there are.</param>
/// <param name="algorithms">The algorithms there are.</param>
public sealed class KnownSettings(EnvironmentRegistry environments, AlgorithmRegistry algorithms)
{
    /// <summary>The settings of a run as paths and texts, without those of the environment and the algorithm that cannot change a result.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="UserErrorException">The file cannot be read, or is none of settings.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Of(RunDirectory run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Bound(run) is { } settings ? WithEffect(settings) : FlatSettings.Read(run.SettingsPath);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> WithEffect(RunSettings settings)
    {
        HashSet<string> without =
        [
            .. SettingsDigest.WithoutEffect(settings.Env, RunNames.EnvironmentGroup),
            .. SettingsDigest.WithoutEffect(settings.Algorithm, RunNames.AlgorithmGroup),
        ];
        return [.. FlatSettings.Of(settings).Where(setting => !without.Contains(setting.Key))];
    }

    private RunSettings? Bound(RunDirectory run)
    {
        try
        {
            return Trainer.ReadSettings(run, environments, algorithms, allowCommand: true); // nothing is started
        }
        catch (ExplainedException)
        {
            return null;
        }
    }
}
