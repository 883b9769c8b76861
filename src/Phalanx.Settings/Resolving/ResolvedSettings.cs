namespace Phalanx.Settings;

/// <summary>The settings of a run and where each of them comes from.</summary>
/// <param name="Run">The settings.</param>
/// <param name="Settings">Every setting by itself, in the order of <c>settings.yaml</c>.</param>
/// <typeparam name="TRun">The record of all settings.</typeparam>
public sealed record ResolvedSettings<TRun>(TRun Run, IReadOnlyList<ResolvedSetting> Settings)
{
    /// <summary>The setting of a path.</summary>
    /// <param name="path">Its name, <c>group.rate</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ResolvedSetting this[string path] =>
        Settings.FirstOrDefault(setting => setting.Path == path) ?? throw new KeyNotFoundException($"There is no setting '{path}'.");
}
