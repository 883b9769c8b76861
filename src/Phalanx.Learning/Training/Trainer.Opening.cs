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

/// <content>How a run begins, and how it goes on: all that can be refused is refused before anything is written.</content>
public sealed partial class Trainer
{
    private Trainer(
        RunSettings settings,
        Team team,
        RunDirectory directory,
        WorkerPool workers,
        bool resume)
    {
        (_settings, _team, _directory, _workers) = (settings, team, directory, workers);
        _epsilon = settings.Exploration.Epsilon.ToSchedule();
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

        _history = RunHistory.Begin(directory, _counters.TEnv);
        _events = EventFileWriter.Create(directory.Path, DateTimeOffset.UtcNow, resume ? _counters.TEnv : null);
    }

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
    /// <param name="otherBits">
    /// Whether to go on even where this process is of another <see cref="BitClass"/> than the one before it; the summary says so then. Another
    /// build is never refused.
    /// </param>
    /// <exception cref="UserErrorException">
    /// There is no run, something in it is missing or damaged, or it would go on with other bits and may not.
    /// </exception>
    public static Trainer Resume(
        string folder, long? steps, EnvironmentRegistry environments, AlgorithmRegistry algorithms, bool otherBits = false)
    {
        RunDirectory directory = RunDirectory.OpenToWrite(folder);
        try
        {
            RunHistory.ThrowIfOtherBits(directory, allowed: otherBits);
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
            .Resolve(new RunRequest { ConfigFile = directory.SettingsPath, Steps = steps })
            .Run;

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
}
