using System.Diagnostics;
using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>
/// Trains a team: a round of episodes, the training steps that are due, now and then a test and a checkpoint, until the steps asked for are
/// collected. Everything random has an address and checkpoints lie between rounds, so a run that was interrupted and resumed ends with
/// the same bits as one that was not.
/// </summary>
public sealed class Trainer : IDisposable
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

    private Trainer(
        RunSettings settings,
        Team team,
        RunDirectory directory,
        WorkerPool workers,
        bool resume)
    {
        (_settings, _team, _directory, _workers) = (settings, team, directory, workers);
        EpisodeLayout layout = team.Layout;
        _replay = new EpisodeReplay(layout, CapacityOf(team, settings));
        _segments = new EpisodeSegments(directory.ReplayPath, layout);
        _recorder = new EpisodeRecorder(layout, settings.Rollout.Environments);
        _learner = new LearnerStep<float>(_team.Algorithm, _workers);
        _shards = new ReplayShards(_replay, TeamShape.Of(_team.Spec), settings.Learner.BatchEpisodes, settings.Learner.ShardRows, team.Algorithm.Needs);
        _rollout = new Rollout(_team.Environments(settings.Rollout.Environments), _team.Policy, _workers);
        int tests = settings.Evaluation.Episodes;
        _evaluator = new Evaluator(_team.Environments(Math.Min(tests, 64)), _team.Policy, _workers, tests);
        var columns = new MetricsColumns(_team.Spec.Statistics, team.Algorithm.Figures);
        if (resume)
        {
            Checkpoint checkpoint = directory.Checkpoints.Latest();
            directory.Checkpoints.CutAfter(checkpoint.State.TEnv);
            _counters = Restore(checkpoint);
            _metrics = MetricsFile.Resume(directory.MetricsPath, columns, _counters.TEnv, checkpoint.State.MetricsRows);
            directory.WriteSettings(SettingsYaml.Write(settings)); // not before it is certain that the run goes on
        }
        else
        {
            _counters = new TrainingCounters();
            _metrics = MetricsFile.Create(directory.MetricsPath, columns);
            foreach (ParameterGroup<float> group in _team.Algorithm.Groups)
            {
                group.Initialise(settings.Training.Seed);
            }
        }

        _events = EventFileWriter.Create(directory.Path, DateTimeOffset.UtcNow, resume ? _counters.TEnv : null);
    }

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

    private Moment Now => new(
        _counters.TEnv,
        _counters.Episode < _settings.Exploration.WarmupEpisodes ? 1 : _settings.Exploration.Epsilon.ToSchedule().At(_counters.TEnv));

    private IReadOnlyList<CheckpointGroup<float>> Groups =>
        [.. _team.Algorithm.Groups.Select(group => new CheckpointGroup<float>(group.Name, group.Online, group.Target, _learner.OptimiserOf(group)))];

    /// <summary>Begins a run in a folder of its own.</summary>
    /// <exception cref="UserErrorException">The settings cannot work, the memory does not suffice, or the folder is not free.</exception>
    public static Trainer Start(RunSettings settings, string folder, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        // All that can be refused is refused before anything is written.
        _ = Kernels<float>.Best; // may refuse a register width that was asked for
        var team = new Team(settings, environments, algorithms);
        ThrowIfNotFresh(team, settings);
        MemoryOf(team, settings).ThrowIfOver((long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * settings.Replay.MemoryBudget));
        RunDirectory directory = RunDirectory.Create(folder, SettingsYaml.Write(settings));
        return Open(settings, team, directory, resume: false);
    }

    /// <summary>Goes on from the last checkpoint of a run.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="steps">Environment steps to collect in all, if other than the settings say.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <exception cref="UserErrorException">There is no run, or something in it is missing or damaged.</exception>
    public static Trainer Resume(string folder, long? steps, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        RunDirectory directory = RunDirectory.OpenToWrite(folder);
        try
        {
            RunSettings settings = ReadSettings(directory, environments, algorithms, steps);
            return Open(settings, new Team(settings, environments, algorithms), directory, resume: true);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>The settings that a run was started with.</summary>
    public static RunSettings ReadSettings(
        RunDirectory directory, EnvironmentRegistry environments, AlgorithmRegistry algorithms, long? steps = null) =>
        new SettingsResolver(name => algorithms[name].CreateDefaultSettings(), name => environments[name].CreateDefaultSettings())
            .Resolve(new SettingsRequest { ConfigFile = directory.SettingsPath, Steps = steps })
            .Run;

    /// <summary>Trains until the steps are collected, or until it is cancelled; either way a checkpoint is saved at the end.</summary>
    /// <param name="progress">Told after every round.</param>
    /// <param name="cancellation">Ends the run after the round in progress.</param>
    /// <returns>What the run came to.</returns>
    public RunSummary Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
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
        RunSummary summary = Summarise(clock.Elapsed.TotalSeconds);
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

    private static Trainer Open(RunSettings settings, Team team, RunDirectory directory, bool resume)
    {
        var workers = new WorkerPool(settings.Training.Threads ?? Environment.ProcessorCount);
        try
        {
            return new Trainer(settings, team, directory, workers, resume);
        }
        catch
        {
            workers.Dispose();
            directory.Dispose();
            throw;
        }
    }

    private static ReplayMemory MemoryOf(Team team, RunSettings settings) =>
        ReplayMemory.Estimate(team.Layout, CapacityOf(team, settings));

    /// <summary>What learns from fresh episodes keeps no others.</summary>
    private static int CapacityOf(Team team, RunSettings settings) =>
        team.Algorithm.Needs.Source == DataSource.Fresh ? settings.Learner.BatchEpisodes : settings.Replay.CapacityEpisodes;

    /// <summary>Refuses settings by which an episode would be learned from twice, or after the team has changed, by a method that must not.</summary>
    private static void ThrowIfNotFresh(Team team, RunSettings settings)
    {
        int batch = settings.Learner.BatchEpisodes;
        if (team.Algorithm.Needs.Source != DataSource.Fresh)
        {
            return;
        }

        if (batch % settings.Rollout.Environments != 0)
        {
            throw new UserErrorException(
                $"'{settings.AlgorithmName}' learns from each episode once, so learner.batch_episodes ({batch}) must be a multiple of rollout.environments ({settings.Rollout.Environments})");
        }

        if (Math.Abs((settings.Training.StepsPerEpisode * batch) - 1) > 1e-9)
        {
            throw new UserErrorException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"'{settings.AlgorithmName}' learns from each episode once, so training.steps_per_episode must be 1 / learner.batch_episodes = {1.0 / batch}, not {settings.Training.StepsPerEpisode}"));
        }
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
        foreach (ParameterGroup<float> group in _team.Algorithm.Groups)
        {
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

    private void Save()
    {
        if (_directory.Checkpoints.Has(_counters.TEnv))
        {
            return;
        }

        ReplayMark mark = _segments.Save(_replay);
        _directory.Checkpoints.Save(
            new CheckpointState
            {
                RandomSeed = _settings.Training.Seed,
                TEnv = _counters.TEnv,
                Episode = _counters.Episode,
                TrainingSteps = _counters.TrainingSteps,
                NextEvaluation = ((_counters.TEnv / _settings.Evaluation.Interval) + 1) * _settings.Evaluation.Interval,
                MetricsRows = _metrics.Rows,
                LastTargetUpdate = _counters.LastTargetUpdate,
                SinceLastRow = _counters.SinceLastRow,
                Best = _counters.Best,
                Replay = JsonSerializer.SerializeToElement(mark),
            },
            Groups);
        if (_settings.Checkpoint.Keep is { } keep)
        {
            Forget(keep);
        }
    }

    /// <summary>Deletes old checkpoints, and the episodes that only they held.</summary>
    private void Forget(int keep)
    {
        CheckpointStore checkpoints = _directory.Checkpoints;
        checkpoints.Prune(keep);
        try
        {
            _segments.DeleteUnused([.. checkpoints.Available
                .Select(tEnv => checkpoints.At(tEnv).State.Replay)
                .OfType<JsonElement>()
                .Select(mark => mark.Deserialize<ReplayMark>()!)]);
        }
        catch (UserErrorException)
        {
            // Nobody knows what a damaged checkpoint holds. No episode is deleted until it has gone.
        }
    }

    private TrainingCounters Restore(Checkpoint checkpoint)
    {
        checkpoint.Restore(Groups);
        if (checkpoint.State.Replay is { } replay)
        {
            _segments.Restore(replay.Deserialize<ReplayMark>()!, _replay);
        }

        return TrainingCounters.Of(checkpoint.State);
    }

    private RunSummary Summarise(double seconds)
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
            WallSeconds = seconds,
            Final = final,
            Best = _counters.Best!,
            OneStep = _team.Spec.Payoffs is { } payoffs ? OneStepReport.Of(_team, payoffs, _counters.TEnv) : null,
        };
    }
}
