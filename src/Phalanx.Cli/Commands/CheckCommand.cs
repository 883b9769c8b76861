using System.CommandLine;
using Phalanx.Environments;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx check</c>: whether an environment keeps the rules.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Argument<string> _environment = new("environment") { Description = "Its name." };
    private readonly SetOption _set = new();

    public CheckCommand()
        : base("check", "Play an environment and report every rule that it breaks.")
    {
        Add(_environment);
        Add(_set);
        SetAction((result, cancellation) => Task.FromResult(Check(result, cancellation)));
    }

    private int Check(ParseResult result, CancellationToken cancellation)
    {
        var library = new Library();
        EnvironmentDefinition environment = library.Environments[result.GetValue(_environment)!];
        object settings = library.Settings.ResolveEnvironment(environment.Name, result.GetValue(_set) ?? []);

        // What cannot be made with the settings it has is the user's error and no finding; the checker would report it as one.
        environment.Create(settings, count: 1);
        CheckReport report = EnvironmentChecker.Check(
            count => environment.Create(settings, count), new CheckOptions { Cancellation = cancellation });
        result.InvocationConfiguration.Output.WriteLine(report);
        return report.Passed ? ExitCode.Done : ExitCode.Fault;
    }
}
