using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>A program that is started and ended here, and speaks by its standard input and output.</summary>
internal sealed class ChildPeer : Peer
{
    private const int LinesKept = 20;
    private const int FirstSignalCode = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();
    private readonly Timer _deadline;
    private readonly int _number;
    private readonly Action<string>? _listener;
    private bool _late;
    private long? _left;

    /// <summary>Starts it.</summary>
    /// <param name="number">Its number among the processes.</param>
    /// <param name="command">The command.</param>
    /// <param name="listener">Is given the lines of its standard error, one at a time; null for none.</param>
    /// <exception cref="UserErrorException">It cannot be started.</exception>
    public ChildPeer(int number, string command, Action<string>? listener)
    {
        (_number, _listener) = (number, listener);
        IReadOnlyList<string> words = CommandWords.Of(command);
        Name = string.Create(CultureInfo.InvariantCulture, $"process {number} ('{Shown.Name(command)}')");
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            throw new UserErrorException($"env.command: cannot start '{words[0]}': {failure.Message}");
        }

        _deadline = new Timer(_ => EndLate());
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
    }

    public override string Name { get; }

    protected override Stream Input => _process.StandardOutput.BaseStream;

    protected override Stream Output => _process.StandardInput.BaseStream;

    public override int Hear(Span<byte> bytes, TimeSpan? limit)
    {
        // A pipe has no time limit of its own, so a timer ends the program, and the reading or writing ends with it.
        EndAfter(limit);
        int heard = Input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        EndAfter(null);
        return heard < bytes.Length && _late ? throw new TimeoutException() : heard;
    }

    public override void Show(string line) => Note(line);

    public override string DescribeEnd()
    {
        if (!_process.WaitForExit(Patience))
        {
            return $"closed its standard output{Rest()}";
        }

        WaitForLines();
        int code = _process.ExitCode;
        string how = !OperatingSystem.IsWindows() && code > FirstSignalCode ? $"was ended by signal {code - FirstSignalCode}" : $"ended with exit code {code}";
        return $"{how}{Rest()}";
    }

    public override void Leave()
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

    public override void Dispose()
    {
        Leave();

        // Of programs that were all told to end, the last has had its time while the others were waited for.
        TimeSpan rest = Patience - Stopwatch.GetElapsedTime(_left!.Value);
        if (!_process.WaitForExit(rest > TimeSpan.Zero ? rest : TimeSpan.Zero))
        {
            Kill();
            _process.WaitForExit(Patience);
        }

        WaitForLines();
        _deadline.Dispose();
        _process.Dispose();
    }

    protected override void BeginToSay(TimeSpan? limit) => EndAfter(limit);

    private void EndAfter(TimeSpan? limit) => _deadline.Change(limit ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Waits until the last lines of its standard error have come. Another program may hold that open, so not for ever.</summary>
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

    private void EndLate()
    {
        _late = true;
        Kill();
    }

    private void Kill()
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

    private void Note(string? line)
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

        _listener?.Invoke(string.Create(CultureInfo.InvariantCulture, $"[external {_number}] {shown}"));
    }

    private string Rest()
    {
        lock (_gate)
        {
            return _lines.Count == 0 ? ", and wrote nothing to standard error" : $"; its last lines: {string.Join(" | ", _lines)}";
        }
    }
}
