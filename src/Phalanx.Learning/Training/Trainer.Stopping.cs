using System.Globalization;
using System.Runtime.ExceptionServices;
using Phalanx.Foundation;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <content>
/// Stops a run that is cancelled: after the round in progress where that ends within <see cref="TrainerServices.StopPatience"/>, else inside it. Between
/// two training steps the run is saved as it is, and goes on there. While episodes are played nothing of the run changes, so a round that does not end -
/// an environment may take any time for a step - is left by the thread that waits, which saves what there was before the round. A test that is left is made
/// again. Either way the run ends with the same bits as one that was never stopped.
/// </content>
public sealed partial class Trainer
{
    // Where the thread that trains is. Only while it plays may it be left.
    private const int Busy = 0;
    private const int Playing = 1;
    private const int Left = 2;

    // A Ctrl-C at a terminal goes to every program that was started there, and this one may hear of it last.
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private int _whereabouts;
    private volatile bool _hurried;

    /// <summary>Whether the last round of the run has training steps or a test yet to be made.</summary>
    private bool IsInsideRound => _counters.TrainingSteps < _learner.StepsDue(_counters.Episode) || IsTestDue;

    private bool IsTestDue => _counters.TEnv >= _counters.NextEvaluation;

    /// <summary>Trains on a thread of its own, so that this one can wait for the end and for the cancellation at once.</summary>
    private RunSummary TrainApart(CancellationToken cancellation)
    {
        var ended = new ManualResetEventSlim(); // not disposed: a thread that was left sets it some time
        RunSummary? summary = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                summary = Train(cancellation);
            }
#pragma warning disable CA1031 // It is thrown on the thread that waits.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }

            ended.Set();
            DisposeLeftPlayers();
        })
        {
            Name = "Phalanx training",
            IsBackground = true,
            CurrentCulture = CultureInfo.CurrentCulture,
            CurrentUICulture = CultureInfo.CurrentUICulture,
        };
        thread.Start();
        WaitForEnd(ended.WaitHandle, cancellation.WaitHandle);
        if (!ended.Wait(_services.StopPatience, CancellationToken.None))
        {
            _hurried = true;
            while (!ended.Wait(Glance, CancellationToken.None))
            {
                if (Interlocked.CompareExchange(ref _whereabouts, Left, Playing) == Playing)
                {
                    SaveWhatWasBeforeTheRound();
                    throw new OperationCanceledException(cancellation);
                }
            }
        }

        failure?.Throw();
        return summary!;
    }

    /// <summary>Waits until the run has ended or is cancelled, and leaves an environment that does not return from a call in time.</summary>
    private void WaitForEnd(WaitHandle ended, WaitHandle cancelled)
    {
        if (_timeout is null)
        {
            WaitHandle.WaitAny([ended, cancelled]);
            return;
        }

        while (WaitHandle.WaitAny([ended, cancelled, _timeout.Found]) == 2)
        {
            if (_timeout.Fault is { } fault && Interlocked.CompareExchange(ref _whereabouts, Left, Playing) == Playing)
            {
                throw Failed(new EnvironmentFaultException(fault));
            }

            _timeout.Forget(); // it has returned in this moment
        }
    }

    /// <summary>The thread that trains begins to play: it may be left.</summary>
    private void BeginPlaying()
    {
        _skips.Begin();
        Volatile.Write(ref _whereabouts, Playing);
    }

    /// <summary>It has played.</summary>
    /// <exception cref="OperationCanceledException">It was left meanwhile, so nothing of the run is its own any more.</exception>
    private void EndPlaying()
    {
        if (HasBeenLeft())
        {
            throw new OperationCanceledException();
        }

        _skips.End();
        _counters.SkippedEpisodes = _skips.Count;
    }

    /// <summary>Whether the thread that trains was left; if not, it cannot be left from now on.</summary>
    private bool HasBeenLeft() => Interlocked.CompareExchange(ref _whereabouts, Busy, Playing) == Left;

    private void SaveWhatWasBeforeTheRound()
    {
        try
        {
            Save();
            _heartbeat.End(RunState.Interrupted);
        }
        catch (Exception failure)
        {
            _heartbeat.End(RunState.Failed, FailureSentence.Of(failure));
            throw;
        }
    }

    /// <summary>
    /// Whether an environment failed because the run is stopped: what stops this process has ended a program behind the environment too. If it failed for
    /// another reason it will again, because the run goes on with the same episodes.
    /// </summary>
    private static bool IsPartOfStop(Exception found, CancellationToken cancellation) =>
        cancellation.CanBeCanceled && EpisodeFaults.AreOfEnvironment(found) && cancellation.WaitHandle.WaitOne(Echo);

    private OperationCanceledException StoppedBeforeEpisodes(CancellationToken cancellation)
    {
        SaveWhatWasBeforeTheRound();
        return new OperationCanceledException(cancellation);
    }

    /// <summary>Ends a run that is saved and has no time for its closing test.</summary>
    private void ThrowIfHurried(CancellationToken cancellation)
    {
        if (_hurried)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What can be disposed: players that are still playing, and their workers, are left to the thread that plays.</summary>
    private IEnumerable<IDisposable> Disposable(IEnumerable<IDisposable> owned) =>
        Volatile.Read(ref _whereabouts) == Left ? owned.Where(each => each is not (IRoundPlayer or WorkerPool)) : owned;

    private void DisposeLeftPlayers()
    {
        if (Volatile.Read(ref _whereabouts) == Left)
        {
            foreach (IDisposable player in _playing)
            {
                Disposal.AfterFailure(player);
            }
        }
    }
}
