using System.Diagnostics;
using Phalanx.Cluster.Rounds;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Workers;

/// <summary>
/// Keeps a process on this machine that plays rounds for a run: one that an environment has crashed is started again, and what it had is played elsewhere
/// meanwhile.
/// </summary>
/// <param name="options">How the machine works.</param>
/// <param name="name">What it is called.</param>
/// <param name="slots">How many groups of episodes it plays side by side.</param>
/// <param name="log">Is told what happens, in a line each.</param>
internal sealed class RoundAgent(WorkerOptions options, string name, int slots, Action<string> log)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(60);

    /// <summary>Works until the run is done or it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="UserErrorException">The machine cannot play for the run.</exception>
    /// <exception cref="IOException">The trainer was away for too long.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        TimeSpan pause = ShortestPause;
        while (true)
        {
            long begun = Stopwatch.GetTimestamp();
            (PlayerReport? end, int code) = await PlayOnce(cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            switch (end?.End)
            {
                case PlayerEnd.Done:
                    log(end.Line ?? "the run is done");
                    return;
                case PlayerEnd.Refused:
                    throw new UserErrorException(end.Line ?? "the run refuses this machine");
                case PlayerEnd.Lost:
                    throw new IOException(end.Line);
                default:
                    log($"{(end?.End == PlayerEnd.Hangs ? end.Line : $"the process that plays ended with code {code}")}; it is started again");
                    break;
            }

            pause = Stopwatch.GetElapsedTime(begun) > LongLife ? ShortestPause : pause;
            await Task.Delay(pause, cancellation).ConfigureAwait(false);
            pause = 2 * pause < LongestPause ? 2 * pause : LongestPause;
        }
    }

    /// <summary>Starts the process, and returns how it ended.</summary>
    private async Task<(PlayerReport? End, int Code)> PlayOnce(CancellationToken cancellation)
    {
        ProcessStartInfo start = options.Player();
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.UseShellExecute) = (true, true, false);
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration stopping = cancellation.Register(() => Stop(process));
        PlayerReport? end = null;
        try
        {
            var order = new PlayerOrder(options.Hub, options.Key, name, slots, options.AllowsCommand, options.Patience.TotalSeconds);
            await process.StandardInput.WriteLineAsync(PlayerJson.Line(order).AsMemory(), CancellationToken.None).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                PlayerReport? report = PlayerJson.Report(line);
                if (report?.End is not null)
                {
                    end = report;
                    if (end.End == PlayerEnd.Hangs)
                    {
                        process.Kill(entireProcessTree: true);
                    }
                }
                else if (report?.Line is { } told)
                {
                    log(told);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone; how it ended is told below.
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return (end, process.ExitCode);
    }

    /// <summary>Tells the process to stop, and ends it when it does not.</summary>
    private static void Stop(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // It is gone.
        }

        _ = Task.Run(async () =>
        {
            await Task.Delay(EndPatience).ConfigureAwait(false);
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception or ObjectDisposedException)
            {
                // It has ended by itself.
            }
        });
    }
}
