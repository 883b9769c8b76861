using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>Progress for a file or a pipe: one line for every test.</summary>
internal sealed class LineProgress(TextWriter output) : ITrainerObserver
{
    private readonly Pace _pace = new();

    public void RoundEnded(TrainingProgress progress, RoundReport round) => _pace.At(progress);

    public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures) =>
        output.WriteLine(ProgressLine.Of(progress.TEnv, progress.Steps, _pace.At(progress), figures));
}
