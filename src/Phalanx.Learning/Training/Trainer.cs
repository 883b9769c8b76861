using System.Diagnostics;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Exploration;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>
/// Trains a team: a round of episodes, the training steps that are due, now and then a test and a checkpoint, until the steps asked for are
/// collected. Everything random has an address and checkpoints lie between rounds, so a run that was interrupted and resumed ends with
/// the same bits as one that was not, and so does one on another number of threads: within one build and one <see cref="BitClass"/>.
/// </summary>
public sealed partial class Trainer : IDisposable
{
    private readonly RunSettings _settings;
    private readonly RunDirectory _directory;
    private readonly Team _team;
    private readonly WorkerPool _workers;
    private readonly LearnerStep<float> _learner;
    private readonly EpisodeReplay _replay;
    private readonly EpisodeSegments _segments;
    private readonly EpisodeRecorder _recorder;
    private readonly ReplayShards _shards;
    private readonly Rollout _rollout;
    private readonly Evaluator _evaluator;
    private readonly MetricsFile _metrics;
    private readonly EventFileWriter _events;
    private readonly TrainingCounters _counters;
    private readonly LinearSchedule _epsilon;
    private readonly Stopwatch _clock = new();
    private RunHistory _history;

    /// <summary>The run's folder.</summary>
    public string Folder => _directory.Path;

    /// <summary>What decides the run.</summary>
    public RunSettings Settings => _settings;

    /// <summary>What the environment is.</summary>
    public EnvironmentSpec Spec => _team.Spec;

    /// <summary>What is trained.</summary>
    public Algorithm<float> Algorithm => _team.Algorithm;

    /// <summary>What memory the replay may come to take.</summary>
    public ReplayMemory Memory => MemoryOf(_team, _settings);

    private RunProgress Now => new(
        _counters.TEnv,
        _counters.Episode < _settings.Exploration.WarmupEpisodes ? 1 : _epsilon.At(_counters.TEnv));

    /// <summary>Trains until the steps are collected, or until it is cancelled; either way a checkpoint is saved at the end.</summary>
    /// <param name="progress">Told after every round.</param>
    /// <param name="cancellation">Ends the run after the round in progress.</param>
    /// <returns>What the run came to.</returns>
    public RunSummary Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        _clock.Start();
        while (_counters.TEnv < _settings.Training.Steps && !cancellation.IsCancellationRequested)
        {
            long before = _counters.TEnv;
            Collect();
            Learn();
            UpdateTargets();
            IReadOnlyDictionary<string, double>? test = Crosses(before, _settings.Evaluation.Interval) ? Test() : null;
            progress?.Report(new TrainingProgress(_counters.TEnv, _settings.Training.Steps, _counters.Episode, _counters.TrainingSteps, test));
            if (Crosses(before, _settings.Checkpoint.Interval))
            {
                Save();
            }
        }

        Save();
        _clock.Stop();
        RunSummary summary = Summarise();
        summary.Write(_directory.SummaryPath);
        return summary;
    }

    /// <summary>Lets the files and threads go.</summary>
    public void Dispose()
    {
        _events.Dispose();
        _workers.Dispose();
        _directory.Dispose();
    }

    private void Collect()
    {
        var round = new Round(
            _settings.Training.Seed, RoundPurpose.Training, _counters.Episode, _settings.Rollout.Environments, Now);
        _rollout.Play(round, _recorder);
        _replay.Add(_recorder);
        _counters.TEnv += _recorder.Steps;
        _counters.Episode += round.Episodes;
    }

    /// <summary>
    /// Makes the training steps that are due: a function of the episodes collected alone, whatever the number of environments. The first
    /// batch, or the end of a warm-up that is longer, makes the first step due.
    /// </summary>
    private void Learn()
    {
        long since = _counters.Episode - Math.Max(_settings.Learner.BatchEpisodes, _settings.Exploration.WarmupEpisodes) + 1;
        long due = since <= 0 ? 0 : (long)Math.Ceiling((since * _settings.Training.StepsPerEpisode) - 1e-9);
        while (_counters.TrainingSteps < due)
        {
            _shards.Sample(_settings.Training.Seed, _counters.TrainingSteps, Now);
            LearnerReport report = _learner.Run(_shards);
            _counters.TrainingSteps++;
            _counters.Add(MetricsColumns.Loss, report.Loss);
            _counters.Add(MetricsColumns.GradNorm, report.GradientNorm);
            for (int i = 0; i < _learner.Figures.Length; i++)
            {
                _counters.Add(_team.Algorithm.Figures[i], _learner.Figures[i]);
            }
        }
    }

    private void UpdateTargets()
    {
        for (int i = 0; i < _team.Algorithm.Groups.Count; i++)
        {
            ParameterGroup<float> group = _team.Algorithm.Groups[i];
            long age = group.Settings.TargetUnit switch
            {
                TargetUnit.Episodes => _counters.Episode,
                TargetUnit.TrainingSteps => _counters.TrainingSteps,
                _ => _learner.OptimiserOf(group).Steps,
            };
            if (age - _counters.LastTargetUpdate.GetValueOrDefault(group.Name) >= group.Settings.TargetInterval)
            {
                group.UpdateTarget();
                _counters.LastTargetUpdate[group.Name] = age;
            }
        }
    }

    private bool Crosses(long before, long interval) => _counters.TEnv / interval > before / interval;

    private Dictionary<string, double> Test()
    {
        var figures = new Dictionary<string, double>(_evaluator.Test(_settings.Training.Seed, _counters.TEnv / _settings.Evaluation.Interval));
        _counters.Note(new Dictionary<string, double>(figures));
        figures[MetricsColumns.Epsilon] = Now.Exploration;
        foreach ((string name, RunningMean since) in _counters.SinceLastRow)
        {
            figures[name] = since.Mean!.Value;
        }

        _metrics.Append(_counters.TEnv, _counters.Episode, figures);
        _events.Write(_counters.TEnv, DateTimeOffset.UtcNow, figures);
        _counters.SinceLastRow.Clear();
        return figures;
    }

    private RunSummary Summarise()
    {
        // The closing test has a number that no test on the way can have.
        IReadOnlyDictionary<string, double> final = _evaluator.Test(_settings.Training.Seed, -1 - _counters.TEnv);
        _counters.Note(final);
        return new RunSummary
        {
            Run = _directory.Path,
            Algorithm = _settings.AlgorithmName,
            Environment = _settings.EnvironmentName,
            Seed = _settings.Training.Seed,
            TEnv = _counters.TEnv,
            Episodes = _counters.Episode,
            TrainingSteps = _counters.TrainingSteps,
            WallSeconds = _history.WallSeconds,
            Final = final,
            Best = _counters.Best!,
            OtherBits = _history.HasOtherBits,
            Attempts = _history.Attempts.Count > 1 ? _history.Attempts : null,
            OneStep = _team.Spec.Payoffs is { } payoffs ? OneStepReport.Of(_team, payoffs, _counters.TEnv) : null,
        };
    }
}
