using System.CommandLine;
using Phalanx.Cli.Clusters;
using Phalanx.Cli.Training;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx train</c>: begins a run.</summary>
internal sealed class TrainCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string?> _algorithm = new("algorithm")
    {
        Description = "What learns; 'phalanx list algorithms' names them. --config may name it instead.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _environment = new("environment")
    {
        Description = "Where; 'phalanx list environments' names them. --config may name it instead.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly PresetOption _preset = new();
    private readonly Option<string?> _config = new("--config") { Description = "A YAML file of settings.", HelpName = "F" };
    private readonly SetOption _set = new();
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of everything random.", HelpName = "N" };
    private readonly StepsOption _steps = new();
    private readonly ThreadsOption _threads = new("all that the machine has");
    private readonly OnFaultOption _onFault = new();
    private readonly Option<string?> _out = new("--out") { Description = "The run's folder; by default runs/<algorithm>/<environment>/<seed>.", HelpName = "DIR" };
    private readonly ListenOption _listen = new();
    private readonly JsonOption _json = new();

    public TrainCommand(Library library)
        : base("train", "Train a team.")
    {
        _library = library;
        Add(_algorithm);
        Add(_environment);
        Add(_preset);
        Add(_config);
        Add(_set);
        Add(_seed);
        Add(_steps);
        Add(_threads);
        Add(_onFault);
        Add(_out);
        _listen.AddTo(this);
        Add(_json);
        SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        RunSettings settings = _library.Settings.Resolve(Request(result)).Run;
        string folder = result.GetValue(_out)
            ?? RunDirectory.DefaultPath(settings.AlgorithmName, settings.EnvironmentName, settings.Training.Seed);
        return _listen.Run(
            _library,
            result,
            services => Trainer.Start(settings, folder, _library.Environments, _library.Algorithms, services),
            SessionOutput.Of(result, result.GetValue(_json)),
            cancellation);
    }

    private RunRequest Request(ParseResult result) => new()
    {
        Algorithm = result.GetValue(_algorithm),
        Environment = result.GetValue(_environment),
        Preset = result.GetValue(_preset),
        ConfigFile = result.GetValue(_config),
        Set = result.GetValue(_set) ?? [],
        Seed = result.GetValue(_seed),
        Steps = result.GetValue(_steps),
        Threads = result.GetValue(_threads),
        SkipFaults = result.GetValue(_onFault),
    };
}
