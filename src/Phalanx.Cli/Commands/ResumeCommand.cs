using System.CommandLine;
using Phalanx.Cli.Clusters;
using Phalanx.Cli.Training;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx resume</c>: goes on with a run exactly where it stopped.</summary>
internal sealed class ResumeCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _run = new("run-dir") { Description = "The run's folder." };
    private readonly StepsOption _steps = new();
    private readonly ThreadsOption _threads = new("as many as the run was begun with; the result is the same");
    private readonly Option<bool> _otherBits = new("--other-bits")
    {
        Description = "Go on even with another register width, runtime or architecture than before, and so with other last digits.",
    };

    private readonly SetOption _set = new("One setting that changes no result, such as checkpoint.keep, from now on");
    private readonly OnFaultOption _onFault = new();
    private readonly AllowCommandOption _allowCommand = new();
    private readonly ListenOption _listen = new();
    private readonly JsonOption _json = new();

    public ResumeCommand(Library library)
        : base("resume", "Go on with a run exactly where it stopped, for longer with --steps.")
    {
        _library = library;
        Add(_run);
        Add(_steps);
        Add(_threads);
        Add(_set);
        Add(_otherBits);
        Add(_onFault);
        Add(_allowCommand);
        _listen.AddTo(this);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation) => _listen.Run(
        _library,
        result,
        services => Trainer.Resume(
            result.GetValue(_run)!,
            result.GetValue(_steps),
            _library.Environments,
            _library.Algorithms,
            result.GetValue(_otherBits),
            services with { Threads = result.GetValue(_threads), AllowsCommand = result.GetValue(_allowCommand) },
            result.GetValue(_onFault),
            result.GetValue(_set)),
        SessionOutput.Of(result, result.GetValue(_json)),
        cancellation);
}
