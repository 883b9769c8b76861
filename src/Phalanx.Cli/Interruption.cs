using System.Globalization;
using System.Runtime.InteropServices;
using Phalanx.Foundation;

namespace Phalanx.Cli;

/// <summary>
/// Turns Ctrl-C, a request to terminate and a terminal that is closed into a cancellation. A second signal ends the process at once, and so does a command
/// that has not ended by itself in time: nothing that was saved is lost by that, since files are written whole or not at all.
/// </summary>
/// <remarks>
/// The process ends itself rather than let the signal do it: as the first process of a container it would not be ended, because the system gives such a
/// process no default actions.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    /// <summary>How long a command has to save what there is to save. With the time to leave the process, a stop takes less than five seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>What a command says of itself that was interrupted.</summary>
    public const string Told = "interrupted";

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _leave;
    private readonly TimeSpan _patience;
    private int _count;

    /// <summary>Waits for signals from now on.</summary>
    /// <param name="error">Where a command that is left is told of.</param>
    /// <param name="json">Whether it is told as a document on standard output too.</param>
    public Interruption(LastWord error, bool json)
        : this(() => Leave(error, json), Patience)
    {
        ulong ignored = IgnoredSignals();
        foreach (PosixSignal signal in Signals)
        {
            // What the starting program made this one ignore stays ignored: nohup means that a closed terminal ends nothing, and a shell that starts a
            // program in the background keeps the Ctrl-C of others from it. A request to terminate is meant for this process.
            if (signal == PosixSignal.SIGTERM || (ignored >> (NumberOf(signal) - 1) & 1) == 0)
            {
                _registrations.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    Signalled();
                }));
            }
        }
    }

    /// <summary>An interruption without signals, for tests.</summary>
    internal Interruption(Action leave, TimeSpan patience) => (_leave, _patience) = (leave, patience);

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    /// <summary>A signal came. Each is told on a thread of its own, so that one that waits holds up no other.</summary>
    internal void Signalled()
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            _leave();
            return;
        }

        new Thread(() =>
        {
            Thread.Sleep(_patience);
            _leave();
        })
        { IsBackground = true, Name = "Phalanx deadline" }.Start();
        try
        {
            _source.Cancel();
        }
        catch (Exception failure) when (failure is ObjectDisposedException or AggregateException)
        {
            // The command has just ended, or a part of it could not be told. It ends by itself, or by the deadline.
        }
    }

    /// <summary>Ends the process. What it does meanwhile is left where it stands.</summary>
    private static void Leave(LastWord error, bool json)
    {
        // A terminal or a pipe without a reader must not hold up the end.
        var words = new Thread(() =>
        {
            try
            {
                if (!Console.IsOutputRedirected)
                {
                    Console.Out.Write("\u001b[?25h"); // pictures hide the cursor
                }

                if (error.TryTell($"error: {Told}") && json)
                {
                    JsonDocuments.WriteError(Console.Out, Told);
                }
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                // The terminal or the reader is gone.
            }
        })
        { IsBackground = true };
        words.Start();
        words.Join(TimeSpan.FromMilliseconds(100));
        Environment.Exit(ExitCode.Interrupted);
    }

    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };

    /// <summary>The signals that this process was started to ignore, a bit each, as Linux tells them; none where it does not.</summary>
    private static ulong IgnoredSignals()
    {
        const string Key = "SigIgn:";
        try
        {
            string? line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
            return ulong.TryParse(line?[Key.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong ignored) ? ignored : 0;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return 0;
        }
    }
}
