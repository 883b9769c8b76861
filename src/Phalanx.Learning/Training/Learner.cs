using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>The learning half of a run: which training steps and which updates of targets are due, and making them.</summary>
internal sealed class Learner
{
    private readonly RunSettings _settings;
    private readonly Algorithm<float> _algorithm;
    private readonly LearnerStep<float> _step;
    private readonly ReplayShards _shards;
    private readonly EpisodeReplay _replay;
    private readonly IStageWatcher? _stages;

    public Learner(LearningProblem problem, EpisodeReplay replay, WorkerPool workers, IStageWatcher? stages = null)
    {
        (_settings, _algorithm, _replay, _stages) = (problem.Settings, problem.Algorithm, replay, stages);
        _step = new LearnerStep<float>(_algorithm, workers);
        _shards = new ReplayShards(
            replay, TeamShape.Of(problem.Spec), _settings.Learner.BatchEpisodes, _settings.Learner.ShardRows, _algorithm.Needs);
    }

    /// <summary>The algorithm's own figures of the last training step, in the order in which it declares them.</summary>
    public ReadOnlySpan<double> Figures => _step.Figures;

    /// <summary>What a checkpoint saves: parameters, targets and optimisers.</summary>
    public IReadOnlyList<CheckpointGroup<float>> Groups =>
        [.. _algorithm.Groups.Select(group => new CheckpointGroup<float>(group.Name, group.Online, group.Target, _step.OptimiserOf(group)))];

    /// <summary>
    /// How many training steps are due after so many episodes: a function of the episodes collected alone, for any number of environments. The
    /// first batch, or the end of a warm-up that is longer, makes the first step due. None is due while the replay holds less than a batch, which happens only
    /// to a run that was resumed without its newest episodes: the steps are made when there is one.
    /// </summary>
    public long StepsDue(long episodes)
    {
        if (_replay.Count < _settings.Learner.BatchEpisodes)
        {
            return 0;
        }

        long since = episodes - Math.Max(_settings.Learner.BatchEpisodes, _settings.Exploration.WarmupEpisodes) + 1;
        return since <= 0 ? 0 : (long)Math.Ceiling((since * _settings.Training.StepsPerEpisode) - 1e-9);
    }

    /// <summary>
    /// Whether a run may go on without the newest episodes of its replay. One that learns from each episode once must not do so in the middle of a batch, or
    /// before it has learned from it.
    /// </summary>
    public bool CanLoseEpisodes(TrainingCounters counters) => _algorithm.Needs.Source != DataSource.Fresh
        || (counters.Episode % _settings.Learner.BatchEpisodes == 0 && counters.TrainingSteps >= StepsDue(counters.Episode));

    /// <summary>Makes one training step and counts it.</summary>
    public LearnerReport MakeStep(TrainingCounters counters, RunProgress now)
    {
        _stages?.Enter(TrainingStage.Sampling);
        _shards.Sample(_settings.Training.Seed, counters.TrainingSteps, now);
        _stages?.Enter(TrainingStage.Learning);
        LearnerReport report = _step.Run(_shards);
        counters.TrainingSteps++;
        counters.Add(MetricsColumns.Loss, report.Loss);
        counters.Add(MetricsColumns.GradNorm, report.GradientNorm);
        counters.Add(MetricsColumns.ClippedShare, report.ClippedShare);
        if (report is { LargestValue: { } largest, TargetGap: { } gap })
        {
            counters.Raise(MetricsColumns.LargestValue, largest);
            counters.Add(MetricsColumns.TargetGap, gap);
        }

        for (int i = 0; i < Figures.Length; i++)
        {
            counters.Add(_algorithm.Figures[i], Figures[i]);
        }

        return report;
    }

    /// <summary>Updates the targets that are due.</summary>
    public void UpdateTargets(TrainingCounters counters)
    {
        for (int i = 0; i < _algorithm.Groups.Count; i++)
        {
            ParameterGroup<float> group = _algorithm.Groups[i];
            long age = group.Settings.TargetUnit switch
            {
                TargetUnit.Episodes => counters.Episode,
                TargetUnit.TrainingSteps => counters.TrainingSteps,
                _ => _step.OptimiserOf(group).Steps,
            };
            if (age - counters.LastTargetUpdate.GetValueOrDefault(group.Name) >= group.Settings.TargetInterval)
            {
                group.UpdateTarget();
                counters.LastTargetUpdate[group.Name] = age;
            }
        }
    }
}
