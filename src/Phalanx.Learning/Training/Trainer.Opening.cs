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
using Phalanx.Settings;

namespace Phalanx.Learning.Training;

/// <content>Starts or resumes a run: all that can be refused is refused before anything is written.</content>
public sealed partial class Trainer
{
    private Trainer(LearningProblem problem, RunNeeds needs, RunDirectory directory, TrainerServices services, bool resume)
    {
        (_problem, _settings, _directory, _services) = (problem, problem.Settings, directory, services);
        Needs = needs;
        Own(directory);
        Own(problem);
        try
        {
            WorkerPool workers = Own(new WorkerPool(services.Threads ?? _settings.Training.Threads ?? Environment.ProcessorCount));
            _epsilon = _settings.Exploration.Epsilon.ToSchedule();
            _replay = new EpisodeReplay(problem.Layout, problem.ReplayCapacity);
            _recorder = new EpisodeRecorder(problem.Layout, _settings.Rollout.Environments);
            _learner = new Learner(problem, _replay, workers, services.Stages);
            _timeout = _settings.Rollout.StepTimeout is { } seconds ? Own(new CallTimeout(TimeSpan.FromSeconds(seconds))) : null;
            problem.Timeout = _timeout;
            _skips = new EpisodeSkips(_settings.Rollout.SkipFaults);
            _player = Own(Player(_settings.Rollout.Environments, workers));
            int tests = _settings.Evaluation.Episodes;
            IRoundPlayer testPlayer = Own(Player(Evaluator.EnvironmentsFor(tests), workers));
            _playing = [testPlayer, _player, workers];
            _evaluator = new Evaluator(testPlayer, problem.Spec.Statistics, tests);
            _checkpoints = new RunCheckpoints(directory, _settings, _learner.Groups, _replay, services.Retention);
            _records = Own(new TestRecords(problem, directory));
            (_counters, _metrics) = resume ? RestoreRun() : InitialiseRun(MetricsRecorder.Create(_directory, Columns));
            _skips.GoOnFrom(_counters.SkippedEpisodes);
            RunEnvironment.WriteIfMissing(directory, problem.Spec);
            _otherSimulator = RunSimulators.Add(directory, problem.Spec, problem.Simulator);
            _history = RunHistory.Begin(directory, _counters.TEnv, _missingEpisodes);
            _checkpoint = resume && _checkpoints.Any ? _counters.TEnv : null;
            _heartbeat = Own(MakeHeartbeat());
            _feed = services.Observer is { } observer ? Own(new ObserverFeed(observer, problem.Algorithm.Figures)) : null;
        }
        catch
        {
            Disposal.AfterFailure(this);
            throw;
        }
    }

    private MetricsColumns Columns => new(_problem.Spec.Statistics, _problem.Algorithm.Figures);

    /// <summary>Begins a run in a folder of its own.</summary>
    /// <param name="settings">What decides the run.</param>
    /// <param name="folder">A folder that does not exist yet, or is empty.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="services">Services of the calling program; by default none.</param>
    /// <exception cref="UserErrorException">The settings cannot work, the replay would exceed its memory budget, or the folder is not free.</exception>
    /// <exception cref="MachineFaultException">The disk has no space for a single checkpoint.</exception>
    public static Trainer Start(
        RunSettings settings,
        string folder,
        EnvironmentRegistry environments,
        AlgorithmRegistry algorithms,
        TrainerServices? services = null)
    {
        // All that can be refused is refused before anything is written.
        _ = Kernels<float>.Best; // may refuse a register width that was asked for
        return Opened(new LearningProblem(settings, environments, algorithms), problem =>
        {
            ThrowIfNotFresh(problem);
            problem.Memory.ThrowIfOver(
                services?.MemoryLimit ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * settings.Replay.MemoryBudget));
            RunNeeds needs = RunNeeds.Of(problem, folder, services);
            needs.Memory.ThrowIfOver(MemoryLimit.Current);
            needs.Disk.ThrowIfNoneFits(folder, needs.FreeBytes);
            problem.MakeShared();
            RunDirectory directory = RunDirectory.Create(folder, SettingsYaml.Write(InputFiles.Beside(settings)), InputsOf(settings));
            return new Trainer(problem, needs, directory, services ?? new TrainerServices(), resume: false);
        });
    }

    /// <summary>Resumes a run from its last checkpoint.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="steps">Environment steps to collect in all, if other than the settings say.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="otherBits">
    /// Whether to resume even where this process is of another <see cref="BitClass"/> than the one before it; the summary says so then. Another
    /// build is never refused.
    /// </param>
    /// <param name="services">Services of the calling program; by default none.</param>
    /// <param name="skipFaults">Episodes that may be skipped in all because their environments misbehave, if other than the settings say.</param>
    /// <param name="set">Settings that change no result and shall be other from now on, <c>checkpoint.keep=2</c>; none by default.</param>
    /// <exception cref="UserErrorException">
    /// There is no run, something in it is missing or damaged, its environment is not what it was, it would continue with other bits and that is not allowed, or a
    /// setting that is given decides its result.
    /// </exception>
    public static Trainer Resume(
        string folder,
        long? steps,
        EnvironmentRegistry environments,
        AlgorithmRegistry algorithms,
        bool otherBits = false,
        TrainerServices? services = null,
        int? skipFaults = null,
        IReadOnlyList<string>? set = null)
    {
        RunDirectory directory = RunDirectory.OpenToWrite(folder);
        try
        {
            RunHistory.ThrowIfOtherBits(directory, allowed: otherBits);
            RunSettings settings = ReadSettings(directory, environments, algorithms, steps, skipFaults, set, services?.AllowsCommand == true);
            return Opened(new LearningProblem(settings, environments, algorithms), problem =>
            {
                RunEnvironment.ThrowIfOther(directory, problem.Spec);
                if (services?.MemoryLimit is { } limit)
                {
                    problem.Memory.ThrowIfOver(limit);
                }

                RunNeeds needs = RunNeeds.Of(problem, folder, services);
                needs.Disk.ThrowIfNoneFits(folder, needs.FreeBytes);
                return new Trainer(problem, needs, directory, services ?? new TrainerServices(), resume: true);
            });
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>The settings that a run was started with.</summary>
    /// <param name="directory">The run.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="allowCommand">Whether they may name a program that is started with the environment.</param>
    /// <exception cref="UserErrorException">They cannot be read, or name a program that may not be started.</exception>
    public static RunSettings ReadSettings(
        RunDirectory directory, EnvironmentRegistry environments, AlgorithmRegistry algorithms, bool allowCommand = false) =>
        ReadSettings(directory, environments, algorithms, steps: null, skipFaults: null, set: null, allowCommand);

    /// <summary>The same, with what is given anew.</summary>
    private static RunSettings ReadSettings(
        RunDirectory directory,
        EnvironmentRegistry environments,
        AlgorithmRegistry algorithms,
        long? steps,
        int? skipFaults,
        IReadOnlyList<string>? set,
        bool allowCommand)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(environments);
        RunSettings settings = ResumedSettings.Resolve(
            new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf),
            new RunRequest { ConfigFile = directory.SettingsPath, Steps = steps, SkipFaults = skipFaults, Set = set ?? [] });
        return allowCommand || environments[settings.EnvironmentName].Command?.Invoke(settings.Env) is not { } command
            ? settings
            : throw new UserErrorException(
                $"the run '{directory.Path}' starts the program '{command}'; a run's folder may come from another user, so look at it and give --allow-command");
    }

    /// <summary>The files that come along with a run, by their names: those that are called by their content. Others stay where the user has them.</summary>
    private static Dictionary<string, string> InputsOf(RunSettings settings) => InputFiles.Of(settings)
        .Where(path => InputFiles.NameIn(path) is not null)
        .DistinctBy(path => InputFiles.NameIn(path)!)
        .ToDictionary(path => InputFiles.NameIn(path)!);

    /// <summary>Makes a trainer of a problem, which is disposed where that fails.</summary>
    private static Trainer Opened(LearningProblem problem, Func<LearningProblem, Trainer> open)
    {
        try
        {
            return open(problem);
        }
        catch
        {
            Disposal.AfterFailure(problem);
            throw;
        }
    }

    /// <summary>Begins a run: all counters are zero, and the parameters are drawn.</summary>
    private (TrainingCounters Counters, MetricsRecorder Metrics) InitialiseRun(MetricsRecorder metrics)
    {
        Own(metrics);
        foreach (ParameterGroup<float> group in _problem.Algorithm.Groups)
        {
            group.Initialise(_settings.Training.Seed);
        }

        return (new TrainingCounters { NextEvaluation = _settings.Evaluation.Interval }, metrics);
    }

    /// <summary>Restores a run from its latest checkpoint.</summary>
    private (TrainingCounters Counters, MetricsRecorder Metrics) RestoreRun()
    {
        if (!_checkpoints.Any && HasNoRow())
        {
            // It was killed in the moment between its settings and its first checkpoint: all of it is still to be done.
            _directory.WriteSettings(SettingsYaml.Write(InputFiles.Beside(_settings)));
            return InitialiseRun(MetricsRecorder.Restart(_directory, Columns));
        }

        (CheckpointState state, _missingEpisodes) = _checkpoints.RestoreLatest();
        _records.CutAfter(state.LastTest);
        MetricsRecorder metrics = Own(MetricsRecorder.Resume(_directory, Columns, state));
        _directory.WriteSettings(SettingsYaml.Write(InputFiles.Beside(_settings))); // only once nothing can refuse the run any more
        return (TrainingCounters.Of(state), metrics);
    }

    private bool HasNoRow() => !File.Exists(_directory.MetricsPath) || MetricsTable.Read(_directory.MetricsPath).Rows == 0;

    /// <summary>A player of rounds, one that gives up episodes where the settings allow it.</summary>
    private IRoundPlayer Player(int episodes, WorkerPool workers)
    {
        IRoundPlayer player = _services.Players(_problem, episodes, workers);
        return _settings.Rollout.SkipFaults > 0 ? new SkippingPlayer(player, _skips) : player;
    }

    private T Own<T>(T made)
        where T : IDisposable
    {
        _owned.Push(made);
        return made;
    }

    /// <summary>Refuses settings by which an episode would be learned from twice, or after the team has changed, by a method that must not.</summary>
    private static void ThrowIfNotFresh(LearningProblem problem)
    {
        RunSettings settings = problem.Settings;
        int batch = settings.Learner.BatchEpisodes;
        if (problem.Algorithm.Needs.Source != DataSource.Fresh)
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
}
