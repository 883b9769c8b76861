using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Cli.Training;

/// <summary>How figures are written for people.</summary>
internal static class Figures
{
    /// <summary>Figures by name on one line: <c>test_return_mean 8, loss 0.0021</c>.</summary>
    public static string Line(IReadOnlyDictionary<string, double> figures) =>
        string.Join(", ", figures.Select(figure => $"{Shown.Name(figure.Key)} {Number(figure.Value)}"));

    /// <summary>A number with four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
