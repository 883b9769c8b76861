using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// Tables of settings and of names, against what the library resolves and has. Which algorithms and values they are of stands in <c>setting-checks.yaml</c>.
/// </summary>
internal sealed class SettingChecks(AlgorithmRegistry algorithms, EnvironmentRegistry environments, SettingsResolver settings)
{
    private const string Resource = "checks/setting-checks.yaml";
    private const string Continuous = "two-quadratics";
    private const int GridActions = 401;

    public IEnumerable<NamedCheck> All
    {
        get
        {
            var root = DocumentNode.ReadEmbedded(typeof(SettingChecks).Assembly, Resource, "checks");
            root.AllowOnly("settings", "present", "refused");
            return
            [
                .. root.Required("settings").Members().Select(check => new NamedCheck(check.Key, () => Together(check.Items().Select(Resolved)))),
                .. root.Required("present").Members().Select(check => new NamedCheck(check.Key, () => Present([.. check.Items().Select(name => name.Text())]))),
                .. root.Required("refused").Members().Select(check => new NamedCheck(check.Key, () => Refused(check))),
                new("overgeneralisation-continuous", WideHill),
            ];
        }
    }

    private static ExactFinding Together(IEnumerable<ExactFinding> findings)
    {
        ExactFinding[] all = [.. findings];
        return new ExactFinding(all.All(finding => finding.Holds), string.Join("; ", all.Select(finding => finding.Reason)));
    }

    private ExactFinding Resolved(DocumentNode row)
    {
        (string algorithm, string environment) = (row.Required("algorithm").Text(), row.Required("environment").Text());
        ResolvedSettings<RunSettings> resolved = settings.Resolve(new SettingsRequest { Algorithm = algorithm, Environment = environment });
        (string Path, string Found, string Expected)[] values =
            [.. row.Required("values").Members().Select(value => (value.Key, resolved[value.Key].Text, value.Text()))];
        string listed = string.Join(", ", values.Select(value => $"{value.Path} {value.Found}{(value.Found == value.Expected ? "" : $" and not {value.Expected}")}"));
        return new ExactFinding(values.All(value => value.Found == value.Expected), $"{algorithm} on {environment} has {listed}");
    }

    private ExactFinding Present(string[] names)
    {
        string[] missing = [.. names.Where(name => !algorithms.Names.Contains(name))];
        return new ExactFinding(missing.Length == 0, missing.Length == 0 ? string.Join(", ", names) : $"there is no {string.Join(", ", missing)}");
    }

    private ExactFinding Refused(DocumentNode check)
    {
        EnvironmentSpec spec = environments[check.Required("environment").Text()].SpecOf();
        string?[] refusals = [.. check.Required("algorithms").Items().Select(name => algorithms[name.Text()].Refusal(spec))];
        return new ExactFinding(refusals.All(refusal => refusal is not null), string.Join("; ", refusals.OfType<string>()));
    }

    /// <summary>What each action of the first agent pays in the mean over the other's, on a fine grid.</summary>
    private ExactFinding WideHill()
    {
        object grid = settings.ResolveEnvironment(Continuous, [$"env.grid_actions={GridActions}"]);
        PayoffTable payoffs = environments[Continuous].SpecOf(grid).Payoffs!;
        double[] means = [.. Enumerable.Range(0, GridActions).Select(row => Enumerable.Range(0, GridActions).Average(column => payoffs[row, column]))];
        int best = Array.IndexOf(means, means.Max());
        double atWide = means[(GridActions - 1) / 4];
        return new ExactFinding(
            atWide >= means[best],
            $"against any action alike the best answer is {NamedCheck.Shown((20.0 * best / (GridActions - 1)) - 10)}, which pays {NamedCheck.Shown(means[best])}; -5 pays {NamedCheck.Shown(atWide)}");
    }
}
