using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;

namespace Phalanx.Analysis.Checks;

/// <summary>The checks in code that claims name. Each is made once, when it is first asked for; none draws from anything but its own fixed seeds.</summary>
public sealed class ExactChecks : IExactChecks
{
    private readonly SortedDictionary<string, Lazy<ExactFinding>> _checks = new(StringComparer.Ordinal);

    /// <summary>The checks, over these registries where they are of settings and names.</summary>
    /// <param name="algorithms">The algorithms.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="settings">What resolves settings.</param>
    public ExactChecks(AlgorithmRegistry algorithms, EnvironmentRegistry environments, SettingsResolver settings)
    {
        IEnumerable<NamedCheck> all =
        [
            .. ProjectionChecks.All,
            .. WeightedProjectionChecks.All,
            .. QtranChecks.All,
            .. MonotoneMixerChecks.All,
            .. ResidualChecks.All,
            .. SoftValueChecks.All,
            .. new SettingChecks(algorithms, environments, settings).All,
        ];
        foreach (NamedCheck check in all)
        {
            _checks.Add(check.Name, new Lazy<ExactFinding>(check.Make));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _checks.Keys;

    /// <inheritdoc/>
    public ExactFinding? Find(string name) => _checks.TryGetValue(name, out Lazy<ExactFinding>? check) ? check.Value : null;
}

/// <summary>A check with its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Make">Makes the check.</param>
internal sealed record NamedCheck(string Name, Func<ExactFinding> Make)
{
    /// <summary>That something is so in every one of some random cases.</summary>
    public static ExactFinding InAll(int cases, string what, Func<int, bool> isSo)
    {
        int failing = Enumerable.Range(0, cases).Count(index => !isSo(index));
        return new ExactFinding(failing == 0, failing == 0 ? $"in all of {cases} {what}" : $"not in {failing} of {cases} {what}");
    }

    /// <summary>A number as reasons show it.</summary>
    public static string Shown(double value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
