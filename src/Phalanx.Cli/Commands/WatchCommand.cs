using System.CommandLine;
using Phalanx.Cli.Training;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx watch</c>: shows a run that another process trains.</summary>
internal sealed class WatchCommand : Command
{
    private readonly Argument<string?> _run = new("run-dir")
    {
        Description = "The run's folder; without it, of the runs below 'runs' that are being trained, the one that was started last.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly JsonOption _json = new() { Description = "Print a line of JSON for every test, and nothing else on standard output." };

    public WatchCommand()
        : base("watch", "Show a run that another process trains, and leave with its end: 0 done, 130 interrupted, 1 failed or stopped.")
    {
        Add(_run);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation) => WatchSession.Run(
        result.GetValue(_run) ?? RunningRun.Below("runs"),
        result.InvocationConfiguration.Output,
        result.GetValue(_json),
        cancellation);
}
