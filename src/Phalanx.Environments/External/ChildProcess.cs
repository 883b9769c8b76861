using System.ComponentModel;
using System.Diagnostics;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>A program that is started and ended here, with the last lines that it wrote.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int LinesKept = 20;
    private const int FirstSignalCode = 128;

    private readonly Process _process;
    private readonly string _pipes;
    private readonly Action<string>? _listener;
    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();
    private long? _left;

    /// <summary>Starts it. Its standard input is a pipe: a program that reads it finds out when this process has ended.</summary>
    /// <param name="start">The program with its arguments.</param>
    /// <param name="setting">The setting that names it, for the sentence of a refusal.</param>
    /// <param name="listener">Is given the lines that it writes, one at a time; null for none.</param>
    /// <param name="ownsOutput">Whether its standard output is for the caller to read; otherwise it is lines too.</param>
    /// <exception cref="UserErrorException">It cannot be started.</exception>
    public ChildProcess(ProcessStartInfo start, string setting, Action<string>? listener, bool ownsOutput)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        (_listener, _pipes) = (listener, ownsOutput ? "standard error" : "standard output or error");
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            throw new UserErrorException($"{setting}: cannot start '{start.FileName}': {failure.Message}");
        }

        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        if (!ownsOutput)
        {
            _process.OutputDataReceived += (_, line) => Note(line.Data);
            _process.BeginOutputReadLine();
        }
    }

    /// <summary>How long a program is given to do what it must do at once.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>What it writes, where that is for the caller.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What it reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The last lines that it wrote, as the end of a sentence.</summary>
    public string LastLines
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count == 0 ? $", and wrote nothing to {_pipes}" : $"; its last lines: {string.Join(" | ", _lines)}";
            }
        }
    }

    /// <summary>How it ended, as the rest of a sentence; null when it has not within some time.</summary>
    public string? EndWithin(TimeSpan time)
    {
        if (!_process.WaitForExit(time))
        {
            return null;
        }

        WaitForLines();
        int code = _process.ExitCode;
        string how = !OperatingSystem.IsWindows() && code > FirstSignalCode ? $"was ended by signal {code - FirstSignalCode}" : $"ended with exit code {code}";
        return $"{how}{LastLines}";
    }

    /// <summary>Ends it with all that it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It had ended by itself.
        }
    }

    /// <summary>Ends its input, which lets it end. Its time to do so begins here.</summary>
    public void Leave()
    {
        if (_left is not null)
        {
            return;
        }

        _left = Stopwatch.GetTimestamp();
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Lets it end, and ends it where it does not.</summary>
    /// <param name="patience">How long it may take.</param>
    public void End(TimeSpan patience)
    {
        Leave();

        // Of programs that were all told to end, the last has had its time while the others were waited for.
        TimeSpan rest = patience - Stopwatch.GetElapsedTime(_left!.Value);
        if (!_process.WaitForExit(rest > TimeSpan.Zero ? rest : TimeSpan.Zero))
        {
            Kill();
            _process.WaitForExit(Patience);
        }

        WaitForLines();
    }

    /// <summary>Takes a line as one that it wrote; nothing at the end of its lines.</summary>
    public void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        string shown = Shown.Sentence(line);
        lock (_gate)
        {
            _lines.Enqueue(shown);
            while (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
        }

        _listener?.Invoke(shown);
    }

    public void Dispose() => _process.Dispose();

    /// <summary>Waits until the last lines have come. Another program may hold the pipes open, so not for ever.</summary>
    private void WaitForLines()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            _process.WaitForExitAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
        }
    }
}
