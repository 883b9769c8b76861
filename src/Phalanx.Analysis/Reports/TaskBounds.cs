using System.Globalization;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;
using Phalanx.Environments;

namespace Phalanx.Analysis.Reports;

/// <summary>
/// The fixed bounds of scores on the built-in environments, where they are known: what no team can stay below, or what doing nothing gives, and what
/// the best team gets. Another setting of the environment than the ones here has no bounds.
/// </summary>
public static class TaskBounds
{
    /// <summary>The bounds of a metric on the environment of a run; null where none are known.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    /// <param name="payoffs">The payoffs of a one-step game, for other environments null.</param>
    public static NormalisationBounds? Of(FinishedRun run, string metric, Func<FinishedRun, PayoffTable?> payoffs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(payoffs);
        return metric switch
        {
            MetricName.Win => NormalisationBounds.Share,
            MetricName.Return => OfReturn(run, payoffs),
            _ => null,
        };
    }

    private static NormalisationBounds? OfReturn(FinishedRun run, Func<FinishedRun, PayoffTable?> payoffs) => run.Environment switch
    {
        "predator-prey" => OfPredatorPrey(run),
        "hunt" => OfHunt(run),
        "squeeze" when Has(run, ("env.agents", "10"), ("env.max_level", "9")) => OfSqueeze(run, drawnUnits: 8.0078, equalUnits: 8),
        "squeeze-multi" when Has(run, ("env.agents", "10"), ("env.max_level", "9")) => OfSqueeze(run, drawnUnits: 8.0087, equalUnits: 8.001),
        "two-quadratics" when Has(run, ("env.steps_per_episode", "1")) => new NormalisationBounds(0, 10) { ClipsBelow = true },
        "checkers" when Has(run, ("env.step_cost", "-0.01"), ("env.max_steps", "100")) => new NormalisationBounds(-2, 86.26),
        _ => payoffs(run) is { } table && table.Max > Least(table) ? new NormalisationBounds(Least(table), table.Max) : null,
    };

    /// <summary>Who caught a prey is out of the game, so that a team catches as many as it has pairs of agents.</summary>
    private static NormalisationBounds? OfPredatorPrey(FinishedRun run)
    {
        bool known = Has(
            run, ("env.reward_time", "0"), ("env.reward_collision", "0"), ("env.capture_freezes", "true"), ("env.capture_terminal", "false"));
        return known
            && Number(run, "env.agents") is { } agents && Number(run, "env.prey") is { } prey
            && Number(run, "env.catchers_needed") is { } needed && Number(run, "env.reward_catch") is { } reward
            ? new NormalisationBounds(0, reward * Math.Min(prey, Math.Floor(agents / needed)))
            : null;
    }

    /// <summary>Two predators of the paper's game: the best team's return, by dynamic programming.</summary>
    private static NormalisationBounds? OfHunt(FinishedRun run)
    {
        bool known = Has(run, ("env.predators", "2"), ("env.episode_limit", "100"), ("env.catch_neighbourhood", "orthogonal"))
            && run["env.prey"] is "null" or "1" && run["env.size"] is "null" or "5";
        return known
            ? Number(run, "env.penalty") switch { 0.5 => new(0, 28.89), 1 => new(0, 25.74), 1.5 => new(0, 23.77), _ => null }
            : null;
    }

    private static NormalisationBounds? OfSqueeze(FinishedRun run, double drawnUnits, double equalUnits) => run["env.unit_mode"] switch
    {
        "equal" when Has(run, ("env.unit", "0.1")) => new NormalisationBounds(0, equalUnits),
        "per_episode" => new NormalisationBounds(0, drawnUnits),
        _ => null,
    };

    private static bool Has(FinishedRun run, params (string Path, string Value)[] settings) => settings.All(setting => run[setting.Path] == setting.Value);

    private static double? Number(FinishedRun run, string path) =>
        double.TryParse(run[path], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static double Least(PayoffTable table) => table.Values.ToArray().Min();
}
