using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Training;

/// <summary>
/// Trains the beginning of a run again from its settings, in a temporary folder that is removed when this is disposed, and compares the metrics. The run
/// itself is only read: it may be one that is being trained, or one of which nothing but settings and metrics was kept.
/// </summary>
public sealed class RunVerification : IDisposable
{
    private readonly RunDirectory _run;
    private readonly DirectoryInfo _folder;
    private readonly CancellationTokenSource _differs = new();
    private readonly Trainer _trainer;
    private readonly ResultVersions _results;
    private readonly long _tEnv;

    private RunVerification(
        RunDirectory run, int? rows, EnvironmentRegistry environments, AlgorithmRegistry algorithms, TrainerServices services)
    {
        _run = run;
        RunSettings settings = Trainer.ReadSettings(run, environments, algorithms, allowCommand: services.AllowsCommand);
        MetricsTable metrics = MetricsTable.Read(run.MetricsPath);
        if (metrics.Rows == 0)
        {
            throw new UserErrorException($"the run '{run.Path}' has no row of metrics yet, so there is nothing to compare");
        }

        RowsOfRun = metrics.Rows;
        Rows = Math.Min(rows ?? metrics.Rows, metrics.Rows);
        _tEnv = metrics.TEnv[Rows - 1];
        _results = new ResultVersions(algorithms[settings.AlgorithmName].Results, environments[settings.EnvironmentName].Results);
        _folder = FileWriting.CreateTemporaryFolder("phalanx-verify-");
        try
        {
            var watch = new FirstDifference(this, services.Observer);
            _trainer = Trainer.Start(ToTrainAgain(settings), Path.Combine(_folder.FullName, "run"), environments, algorithms, services with { Observer = watch });
            RunEnvironment.ThrowIfOther(run, _trainer.Spec);
        }
        catch
        {
            if (_trainer is not null)
            {
                Disposal.AfterFailure(_trainer);
            }

            _folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>How many rows are made again: as many as were asked for, or as there are.</summary>
    public int Rows { get; }

    /// <summary>How many rows the run has.</summary>
    public int RowsOfRun { get; }

    /// <summary>The settings by which it is trained again: those of the run but for its length and for what is saved.</summary>
    public RunSettings Settings => _trainer.Settings;

    /// <summary>What differs between the processes that made those rows and this one, as far as the run tells.</summary>
    public IReadOnlyList<OriginDifference> Differences => RunOrigin.Of(_run, _tEnv).DifferencesFrom(_results);

    /// <summary>Whether the run tells which build and machine made those rows.</summary>
    public bool KnowsOrigin => RunOrigin.Of(_run, _tEnv).IsKnown;

    /// <summary>The exception that the observer threw; null while there is none.</summary>
    public Exception? ObserverFailure => _trainer.ObserverFailure;

    private string MetricsPath => Path.Combine(_trainer.Folder, Path.GetFileName(_run.MetricsPath));

    /// <summary>Gets ready to train a run again. All that can be refused is refused here.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="rows">How many rows of its metrics to make again; null for all.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="services">Services of the calling program; by default none.</param>
    /// <exception cref="UserErrorException">There is no run, it has no metrics, or this build does not know its settings.</exception>
    public static RunVerification Open(
        string folder, int? rows, EnvironmentRegistry environments, AlgorithmRegistry algorithms, TrainerServices? services = null) =>
        new(RunDirectory.OpenToRead(folder), rows, environments, algorithms, services ?? new TrainerServices());

    /// <summary>Trains until the rows are there, or until one differs.</summary>
    /// <param name="cancellation">Ends it before its time.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MetricsComparison Run(CancellationToken cancellation = default)
    {
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _differs.Token))
        {
            try
            {
                _trainer.Run(either.Token);
            }
            catch (OperationCanceledException) when (_differs.IsCancellationRequested)
            {
                // A row differs, which is what there is to tell.
            }
        }

        MetricsComparison all = Compare(Rows);
        if (all.First is null or { Again: not null })
        {
            return all; // a difference that was found stands, even when it was cancelled after that
        }

        cancellation.ThrowIfCancellationRequested();
        return all;
    }

    /// <summary>Ends the training and removes all that it wrote.</summary>
    public void Dispose()
    {
        try
        {
            _trainer.Dispose();
            _differs.Dispose();
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private RunSettings ToTrainAgain(RunSettings settings) => settings with
    {
        // The round that made the last of the rows was the first that reached this progress, so it is the last one here.
        Training = settings.Training with { Steps = _tEnv },
        Evaluation = settings.Evaluation with { RecordEpisodes = 0 },
        Checkpoint = settings.Checkpoint with { Interval = long.MaxValue },
    };

    private MetricsComparison Compare(int rows) => MetricsComparison.Of(_run.MetricsPath, MetricsPath, rows);

    /// <summary>Ends the training as soon as a row differs: the rows after it would tell nothing.</summary>
    private sealed class FirstDifference(RunVerification verification, ITrainerObserver? observer) : ITrainerObserver
    {
        private int _rows;

        public void RoundEnded(TrainingProgress progress, RoundReport round) => observer?.RoundEnded(progress, round);

        public void TrainingStepMade(TrainingProgress progress, TrainingStepReport step) => observer?.TrainingStepMade(progress, step);

        public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures)
        {
            if (++_rows <= verification.Rows && !verification.Compare(_rows).Match)
            {
                verification._differs.Cancel();
            }

            observer?.Evaluated(progress, figures);
        }
    }
}
