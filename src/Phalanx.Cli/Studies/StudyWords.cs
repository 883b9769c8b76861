using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Studies.Plans;

namespace Phalanx.Cli.Studies;

/// <summary>How cells are called.</summary>
internal static class StudyWords
{
    /// <summary>Algorithm, environment, what was set, and the seed.</summary>
    public static string Name(PlannedCell cell)
    {
        string set = string.Concat(cell.Set.Select(assignment => $" {assignment}"));
        return Shown.Name(string.Create(
            CultureInfo.InvariantCulture, $"{cell.Cell.Settings.AlgorithmName} {cell.Cell.Settings.EnvironmentName}{set} seed {cell.Cell.Seed}"));
    }
}
