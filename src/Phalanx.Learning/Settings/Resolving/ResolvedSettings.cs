namespace Phalanx.Learning.Settings;

/// <summary>The settings of a run and where each of them comes from.</summary>
/// <param name="Run">The settings.</param>
/// <param name="Settings">Every setting by itself, in the order of <c>settings.yaml</c>.</param>
public sealed record ResolvedSettings(RunSettings Run, IReadOnlyList<ResolvedSetting> Settings)
{
    /// <summary>The setting of a path.</summary>
    /// <param name="path">Its name, <c>learner.lr</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ResolvedSetting this[string path] =>
        Settings.FirstOrDefault(setting => setting.Path == path) ?? throw new KeyNotFoundException($"There is no setting '{path}'.");
}
