using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Spectre.Console;

namespace Phalanx.Cli.Watching;

/// <summary>Draws the picture of a run on a terminal, again and again at the same place. The last one stays.</summary>
/// <param name="console">The terminal.</param>
internal sealed class LivePicture(IAnsiConsole console)
{
    // Twice a second: more often is not needed to see that a run is alive, and costs the run.
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.5);

    // A terminal shows Ctrl-C as two letters where the cursor is. Without room for them a new line would begin, and the next picture would miss its place.
    private const int Margin = 3;

    /// <summary>Why the picture could not be drawn to the end; null while it could.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Does some work, and draws on a thread of its own meanwhile. A picture that cannot be drawn does not end the work.</summary>
    /// <param name="look">Looks at the run. It is never called by two threads at once.</param>
    /// <param name="work">The work, which is done on this thread.</param>
    public T During<T>(Func<RunView> look, Func<T> work)
    {
        T? result = default;
        Live(look).Start(context =>
        {
            using var ended = new ManualResetEventSlim();
            var drawer = new Thread(() =>
            {
                while (!ended.Wait(Refresh) && Draw(context, look))
                {
                }
            })
            {
                Name = "Phalanx picture",
                IsBackground = true,
            };
            drawer.Start();
            try
            {
                result = work();
            }
            finally
            {
                ended.Set();
                drawer.Join();
                Draw(context, look);
            }
        });
        return result!;
    }

    /// <summary>Draws a run that another process trains, until it is no longer running.</summary>
    /// <param name="look">Looks at the run.</param>
    /// <param name="cancellation">Ends the watching; the run goes on.</param>
    /// <returns>What was seen last.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RunView Follow(Func<RunView> look, CancellationToken cancellation)
    {
        RunView seen = look();
        Live(() => seen).Start(context =>
        {
            while (seen.Sighting.State == RunState.Running)
            {
                cancellation.WaitHandle.WaitOne(Refresh);
                cancellation.ThrowIfCancellationRequested();
                seen = look();
                context.UpdateTarget(new RunPicture(seen, Margin));
            }
        });
        return seen;
    }

    private LiveDisplay Live(Func<RunView> look) =>
        console.Live(new RunPicture(look(), Margin)).AutoClear(false).Overflow(VerticalOverflow.Crop);

    private bool Draw(LiveDisplayContext context, Func<RunView> look)
    {
        try
        {
            if (Failure is null)
            {
                context.UpdateTarget(new RunPicture(look(), Margin));
            }
        }
        catch (Exception failure) when (failure is UserErrorException || FileFailures.IsOne(failure))
        {
            Failure = failure;
        }

        return Failure is null;
    }
}
