using System.CommandLine;
using Phalanx.Environments;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx check</c>: whether an environment keeps the rules.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Argument<string> _environment = new("environment") { Description = "Its name." };

    public CheckCommand()
        : base("check", "Play an environment and report every rule that it breaks.")
    {
        Add(_environment);
        SetAction(result => Check(result.InvocationConfiguration.Output, result.GetValue(_environment)!));
    }

    private static int Check(TextWriter output, string name)
    {
        EnvironmentDefinition environment = new Library().Environments[name];

        // What cannot be made with the settings it has is the user's error and no finding; the checker would report it as one.
        environment.Create(settings: null, count: 1);
        CheckReport report = EnvironmentChecker.Check(count => environment.Create(settings: null, count));
        output.WriteLine(report);
        return report.Passed ? ExitCode.Done : ExitCode.Fault;
    }
}
