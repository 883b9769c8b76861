using System.Globalization;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>Progress for a file or a pipe: one line for every test.</summary>
internal sealed class LineProgress(TextWriter output) : IProgress<TrainingProgress>
{
    private readonly Pace _pace = new();

    public void Report(TrainingProgress value)
    {
        (double Rate, double SecondsLeft)? pace = _pace.At(value);
        if (value.Latest is null)
        {
            return;
        }

        string speed = pace is { } known
            ? string.Create(CultureInfo.InvariantCulture, $" ({known.Rate:F0} steps/s, {known.SecondsLeft:F0} s left)")
            : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"t_env {value.TEnv} of {value.Steps}{speed}: {Figures.Line(value.Latest)}"));
    }
}
