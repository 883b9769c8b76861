using System.Globalization;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>Progress for a file or a pipe: one line for every test.</summary>
internal sealed class LineProgress(TextWriter output) : ITrainerObserver
{
    private readonly Pace _pace = new();

    public void RoundEnded(TrainingProgress progress, RoundReport round) => _pace.At(progress);

    public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures)
    {
        string speed = _pace.At(progress) is { } known
            ? string.Create(CultureInfo.InvariantCulture, $" ({known.Rate:F0} steps/s, {known.SecondsLeft:F0} s left)")
            : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"t_env {progress.TEnv} of {progress.Steps}{speed}: {Figures.Line(figures)}"));
    }
}
