using System.CommandLine;
using Phalanx.Environments;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx check</c>: whether an environment keeps the rules.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _environment = new("environment") { Description = "Its name." };
    private readonly SetOption _set = new();
    private readonly EpisodesOption _episodes = new($"{new CheckOptions().Episodes}");

    public CheckCommand(Library library)
        : base("check", "Play an environment and report every rule that it breaks.")
    {
        _library = library;
        Add(_environment);
        Add(_set);
        Add(_episodes);
        SetAction((result, cancellation) => Task.FromResult(Check(result, cancellation)));
    }

    private int Check(ParseResult result, CancellationToken cancellation)
    {
        EnvironmentDefinition environment = _library.Environments[result.GetValue(_environment)!];
        object settings = _library.Settings.ResolveEnvironment(environment.Name, result.GetValue(_set) ?? []);
        var options = new CheckOptions { Cancellation = cancellation };
        options = options with { Episodes = result.GetValue(_episodes) ?? options.Episodes };
        CheckReport report = EnvironmentChecker.Check(environment, settings, options);
        result.InvocationConfiguration.Output.WriteLine(report);
        return report.Passed ? ExitCode.Done : ExitCode.Fault;
    }
}
