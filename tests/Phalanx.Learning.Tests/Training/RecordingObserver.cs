using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>An observer that records the events.</summary>
internal sealed class RecordingObserver : ITrainerObserver
{
    /// <summary>Called at the beginning of every call with the event in words.</summary>
    public Action<string>? Before { get; init; }

    public List<string> Events { get; } = [];

    public List<RoundReport> Rounds { get; } = [];

    public List<long> RoundsAt { get; } = [];

    public List<Step> Steps { get; } = [];

    public List<(TrainingProgress Progress, IReadOnlyDictionary<string, double> Figures)> Rows { get; } = [];

    public List<(TrainingProgress Progress, EpisodeFrame Frame)> Frames { get; } = [];

    public List<long> Checkpoints { get; } = [];

    public void RoundEnded(TrainingProgress progress, RoundReport round)
    {
        Note($"round {progress.TEnv}");
        Rounds.Add(round);
        RoundsAt.Add(progress.TEnv);
    }

    public void TrainingStepMade(TrainingProgress progress, TrainingStepReport step)
    {
        Note($"step {progress.TrainingSteps}");
        Dictionary<string, double> own = [];
        for (int i = 0; i < step.Figures.Length; i++)
        {
            own[step.FigureNames[i]] = step.Figures[i];
        }

        Steps.Add(new Step(progress.TEnv, step.Loss, step.GradientNorm, own));
    }

    public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures)
    {
        Note($"test {progress.TEnv}");
        Rows.Add((progress, figures));
    }

    public void FrameDrawn(TrainingProgress progress, EpisodeFrame frame)
    {
        Note($"frame {frame.Step}");
        Frames.Add((progress, frame));
    }

    public void CheckpointSaved(long tEnv)
    {
        Note($"checkpoint {tEnv}");
        Checkpoints.Add(tEnv);
    }

    private void Note(string happened)
    {
        Before?.Invoke(happened);
        Events.Add(happened);
    }

    public sealed record Step(long At, double Loss, double Norm, Dictionary<string, double> Own);
}
