using Phalanx.Analysis.Experiments;

namespace Phalanx.Cli.Experiments;

/// <summary>How much there is of some experiments, and how long it takes by the cost model. Cells that two experiments share count twice.</summary>
/// <param name="Claims">How many claims there are.</param>
/// <param name="Cells">How many cells there are.</param>
/// <param name="Hours">The hours of two cores.</param>
/// <param name="HoursWithOptional">The same with the arms that are left out for their cost.</param>
/// <param name="HoursQuick">The hours of the short forms; null where there is none.</param>
internal sealed record ExperimentEstimate(int Claims, int Cells, double Hours, double HoursWithOptional, double? HoursQuick)
{
    public static ExperimentEstimate Of(IReadOnlyList<Experiment> experiments, Library library)
    {
        var form = new ExperimentScope(IsQuick: true);
        Experiment[] quick = [.. experiments.Where(form.HasForm)];
        return new ExperimentEstimate(
            experiments.Sum(experiment => experiment.Claims.Count),
            experiments.Sum(experiment => experiment.CellsOf(ExperimentScope.Full).Count),
            HoursOf(experiments, ExperimentScope.Full),
            HoursOf(experiments, new(WithOptional: true)),
            quick.Length > 0 ? HoursOf(quick, form) : null);

        double HoursOf(IReadOnlyList<Experiment> some, ExperimentScope scope) =>
            some.Sum(experiment => CostModel.BuiltIn.HoursOf(experiment, scope, library.Settings, library.Environments));
    }

    /// <summary>A time in the unit that people would name it in.</summary>
    public static string Time(double hours) => hours switch
    {
        >= 1 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hours:0.0} h"),
        >= 1.0 / 60 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hours * 60:0} min"),
        > 0 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Max(1, hours * 3600):0} s"),
        _ => "seconds",
    };
}
