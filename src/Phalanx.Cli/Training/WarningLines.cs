using Phalanx.Learning.Training;

namespace Phalanx.Cli.Training;

/// <summary>
/// Tells on the error stream what a run is short of, a line each time that this changes, with <c>--json</c> too. While a picture of the run is shown, which
/// has the sentence itself, lines would tear it: they are held until it is gone.
/// </summary>
/// <param name="error">Where the lines go.</param>
/// <param name="held">Whether they are held to the end.</param>
internal sealed class WarningLines(TextWriter error, bool held) : IDisposable
{
    private readonly List<string> _lines = [];

    /// <summary>An observer that tells warnings here, and everything to another one.</summary>
    public ITrainerObserver Beside(ITrainerObserver? other) => new Split(this, other);

    /// <summary>Writes the lines that were held.</summary>
    public void Dispose() => _lines.ForEach(error.WriteLine);

    private void Add(string sentence)
    {
        string line = $"warning: {sentence.ReplaceLineEndings(" ")}";
        if (held)
        {
            _lines.Add(line);
        }
        else
        {
            error.WriteLine(line);
        }
    }

    private sealed class Split(WarningLines warnings, ITrainerObserver? other) : ITrainerObserver
    {
        public void RoundEnded(TrainingProgress progress, RoundReport round) => other?.RoundEnded(progress, round);

        public void TrainingStepMade(TrainingProgress progress, TrainingStepReport step) => other?.TrainingStepMade(progress, step);

        public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures) => other?.Evaluated(progress, figures);

        public void FrameDrawn(TrainingProgress progress, EpisodeFrame frame) => other?.FrameDrawn(progress, frame);

        public void CheckpointSaved(long tEnv) => other?.CheckpointSaved(tEnv);

        public void Warned(TrainingProgress progress, string sentence)
        {
            warnings.Add(sentence);
            other?.Warned(progress, sentence);
        }
    }
}
