using System.Diagnostics;
using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments.External;

/// <summary>A program that is started and ended here, and speaks by its standard input and output.</summary>
internal sealed class ChildPeer : Peer
{
    private readonly ChildProcess _process;
    private readonly Timer _deadline;
    private bool _late;

    /// <summary>Starts it.</summary>
    /// <param name="number">Its number among the processes.</param>
    /// <param name="command">The command.</param>
    /// <param name="listener">Is given the lines of its standard error, one at a time; null for none.</param>
    /// <exception cref="UserErrorException">It cannot be started.</exception>
    public ChildPeer(int number, string command, Action<string>? listener)
    {
        IReadOnlyList<string> words = CommandWords.Of(command);
        Name = string.Create(CultureInfo.InvariantCulture, $"process {number} ('{Shown.Name(command)}')");
        _process = new ChildProcess(
            new ProcessStartInfo(words[0], words.Skip(1)),
            "env.command",
            listener is null ? null : line => listener(string.Create(CultureInfo.InvariantCulture, $"[external {number}] {line}")),
            ownsOutput: true);
        _deadline = new Timer(_ => EndLate());
    }

    public override string Name { get; }

    protected override Stream Input => _process.Output;

    protected override Stream Output => _process.Input;

    public override int Hear(Span<byte> bytes, TimeSpan? limit)
    {
        // A pipe has no time limit of its own, so a timer ends the program, and the reading or writing ends with it.
        EndAfter(limit);
        int heard = Input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        EndAfter(null);
        return heard < bytes.Length && _late ? throw new TimeoutException() : heard;
    }

    public override void Show(string line) => _process.Note(line);

    public override string DescribeEnd() => _process.EndWithin(ChildProcess.Patience) ?? $"closed its standard output{_process.LastLines}";

    public override void Leave() => _process.Leave();

    public override void Dispose()
    {
        _process.End(ChildProcess.Patience);
        _deadline.Dispose();
        _process.Dispose();
    }

    protected override void BeginToSay(TimeSpan? limit) => EndAfter(limit);

    private void EndAfter(TimeSpan? limit) => _deadline.Change(limit ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void EndLate()
    {
        _late = true;
        _process.Kill();
    }
}
