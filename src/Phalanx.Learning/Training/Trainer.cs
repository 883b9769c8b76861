using System.Diagnostics;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Exploration;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Training;

/// <summary>
/// Trains a team: rounds of episodes, the training steps that are due, tests and checkpoints at their intervals, until the requested steps are
/// collected. Everything random has an address and checkpoints lie between rounds, so a run that was interrupted and resumed ends with
/// the same bits as one that was not, and so does one on another number of threads: within one build and one <see cref="BitClass"/>.
/// </summary>
public sealed partial class Trainer : IDisposable
{
    private readonly LearningProblem _problem;
    private readonly RunSettings _settings;
    private readonly RunDirectory _directory;
    private readonly TrainerServices _services;
    private readonly Stack<IDisposable> _owned = [];
    private readonly EpisodeReplay _replay;
    private readonly EpisodeRecorder _recorder;
    private readonly IRoundPlayer _player;
    private readonly IReadOnlyList<IDisposable> _playing;
    private readonly EpisodeSkips _skips;
    private readonly CallTimeout? _timeout;
    private readonly Learner _learner;
    private readonly Evaluator _evaluator;
    private readonly RunCheckpoints _checkpoints;
    private readonly TestRecords _records;
    private readonly MetricsRecorder _metrics;
    private readonly TrainingCounters _counters;
    private readonly LinearSchedule _epsilon;
    private readonly ObserverFeed? _feed;
    private readonly Stopwatch _clock = new();
    private RunHistory _history;

    /// <summary>The run's folder.</summary>
    public string Folder => _directory.Path;

    /// <summary>What decides the run.</summary>
    public RunSettings Settings => _settings;

    /// <summary>What the environment is.</summary>
    public EnvironmentSpec Spec => _problem.Spec;

    /// <summary>What is trained.</summary>
    public Algorithm<float> Algorithm => _problem.Algorithm;

    /// <summary>How the team acts, with the current parameters.</summary>
    public Policy Policy => _problem.Policy;

    /// <summary>The most memory that the replay can take.</summary>
    public ReplayMemory Memory => _problem.Memory;

    /// <summary>What the run takes of the memory and of the disk, and what there was when it was opened.</summary>
    public RunNeeds Needs { get; }

    /// <summary>The exception that the observer threw, after which it got no more events; null while there is none.</summary>
    public Exception? ObserverFailure => _feed?.Failure;

    private RunProgress Now => new(
        _counters.TEnv,
        _counters.Episode < _settings.Exploration.WarmupEpisodes ? 1 : _epsilon.At(_counters.TEnv));

    private TrainingProgress Progress => new(_counters.TEnv, _settings.Training.Steps, _counters.Episode, _counters.TrainingSteps);

    /// <summary>
    /// Trains until the steps are collected, or until it is cancelled; either way a checkpoint is saved at the end. The observer has all
    /// events when this returns or throws, unless that takes longer than <see cref="TrainerServices.ObserverPatience"/>.
    /// </summary>
    /// <param name="cancellation">Ends the run after the round in progress, or inside it if it takes long.</param>
    /// <returns>The summary of the run.</returns>
    /// <exception cref="NumericalFaultException">A number that must be finite is not. What was saved before can be resumed.</exception>
    /// <exception cref="OperationCanceledException">
    /// It was cancelled, and is saved; there was no time for a closing test, or the round in progress was left where it stood.
    /// </exception>
    /// <exception cref="EnvironmentFaultException">
    /// An environment misbehaved. The run was saved as it was before that, so that resuming it plays the same episodes again.
    /// </exception>
    public RunSummary Run(CancellationToken cancellation = default) =>
        cancellation.CanBeCanceled || _timeout is not null ? TrainApart(cancellation) : Train(cancellation);

    /// <summary>Disposes environments, threads and files.</summary>
    public void Dispose()
    {
        IDisposable[] owned = [.. Disposable(_owned)]; // the last that was made first
        _owned.Clear();
        Disposal.OfAll(owned);
    }

    private RunSummary Train(CancellationToken cancellation)
    {
        _clock.Start();
        _cancellation = cancellation;
        _heartbeat.Begin();
        try
        {
            SaveBeginning();
            WarnOfMissingEpisodes();
            WarnOfOtherSimulator();
            EndRoundOfCheckpoint();
            while (_counters.TEnv < _settings.Training.Steps && !cancellation.IsCancellationRequested)
            {
                RunRound();
            }

            Save();
            ThrowIfHurried(cancellation);
            _clock.Stop();
            RunSummary summary = Summarise();
            Patiently("write the summary", () => summary.Write(_directory.SummaryPath));
            _heartbeat.End(_counters.TEnv < _settings.Training.Steps ? RunState.Interrupted : RunState.Done);
            return summary;
        }
        catch (Exception found) when (found is EnvironmentFaultException or NumericalFaultException && !HasBeenLeft())
        {
            throw IsPartOfStop(found, cancellation) ? StoppedBeforeEpisodes(cancellation) : Failed(found);
        }
        catch (Exception failure)
        {
            if (!HasBeenLeft())
            {
                EndHeartbeat(failure, cancellation);
            }

            throw;
        }
        finally
        {
            _services.Stages?.Leave();
            _feed?.Flush(_services.ObserverPatience);
        }
    }

    private void RunRound()
    {
        long before = _counters.TEnv;
        Collect();
        if (EndRound() && (IsDue(before, _settings.Checkpoint.Interval) || IsDueByClock))
        {
            Save();
        }
    }

    /// <summary>Makes what is left to do of a round in which the run was stopped and saved; the checkpoint is then what it would have been.</summary>
    private void EndRoundOfCheckpoint()
    {
        if (IsInsideRound && EndRound())
        {
            Save(replace: true);
        }
    }

    /// <summary>Makes the training steps and the test that are due after episodes were collected. False where a hurried stop left some to be made.</summary>
    private bool EndRound()
    {
        while (_counters.TrainingSteps < _learner.StepsDue(_counters.Episode))
        {
            if (_hurried)
            {
                return false;
            }

            _heartbeat.Enter(RunPhase.Learn, Counts);
            LearnerReport report = _learner.MakeStep(_counters, Now);
            _feed?.TrainingStepMade(Progress, report, _learner.Figures);
        }

        _learner.UpdateTargets(_counters);
        if (IsTestDue)
        {
            Evaluate();
        }

        return true;
    }

    private void Collect()
    {
        Enter(TrainingStage.Playing, RunPhase.Collect);
        var round = new Round(
            _settings.Training.Seed, RoundPurpose.Training, _counters.Episode, _settings.Rollout.Environments, Now);
        BeginPlaying();
        _player.Play(round, _recorder);
        EndPlaying();
        _replay.Add(_recorder);
        _counters.TEnv += _recorder.Steps;
        _counters.Episode += round.Episodes;
        _feed?.RoundEnded(Progress, new RoundReport(MeanReturn(_player.Results), round.Progress.Exploration));
    }

    /// <summary>Whether what is done every so many environment steps is due, because the last round reached a multiple of them.</summary>
    private bool IsDue(long before, long interval) => _counters.TEnv / interval > before / interval;

    private void Evaluate()
    {
        IReadOnlyDictionary<string, double> test = Test(_counters.TEnv / _settings.Evaluation.Interval);
        _counters.UpdateBest(test);
        _checkpoints.ThrowIfGone();
        IReadOnlyDictionary<string, double> row = _metrics.Add(test, _counters, Now.Exploration, out MachineFaultException? fault);
        _counters.NextEvaluation = ((_counters.TEnv / _settings.Evaluation.Interval) + 1) * _settings.Evaluation.Interval;
        WarnOfRow(fault);
        _feed?.Evaluated(Progress, row);
    }

    private IReadOnlyDictionary<string, double> Test(long number)
    {
        Enter(TrainingStage.Testing, RunPhase.Test);
        TestFrames? shown = _feed is not null && _services.ShowsTests ? new TestFrames(_feed, Progress) : null;
        using EpisodeRecording? recording = _records.Begin(_counters.TEnv);
        BeginPlaying();
        IReadOnlyDictionary<string, double> figures = _evaluator.Test(_settings.Training.Seed, number, shown, recording);
        EndPlaying();
        if (recording is not null)
        {
            _records.End(recording, out MachineFaultException? fault);
            WarnOfRecord(fault);
        }

        return figures;
    }

    private RunSummary Summarise()
    {
        // The number of the closing test is negative, so it differs from that of every test during the run.
        IReadOnlyDictionary<string, double> final = Test(-1 - _counters.TEnv);
        _counters.UpdateBest(final);
        return new RunSummary
        {
            Run = _directory.Path,
            Algorithm = _settings.AlgorithmName,
            Environment = _settings.EnvironmentName,
            Seed = _settings.Training.Seed,
            TEnv = _counters.TEnv,
            Episodes = _counters.Episode,
            TrainingSteps = _counters.TrainingSteps,
            SkippedEpisodes = _counters.SkippedEpisodes,
            WallSeconds = _history.WallSeconds,
            Final = final,
            Best = _counters.Best!,
            Results = _problem.Results,
            OtherBits = _history.HasOtherBits,
            Attempts = _history.Attempts.Count > 1 ? _history.Attempts : null,
            OneStep = _problem.Spec.Payoffs is { } payoffs ? OneStepReport.Of(_problem, payoffs, _counters.TEnv) : null,
        };
    }

    private static double MeanReturn(ReadOnlySpan<EpisodeResult> results)
    {
        double sum = 0;
        foreach (EpisodeResult result in results)
        {
            sum += result.Return;
        }

        return sum / results.Length;
    }
}
