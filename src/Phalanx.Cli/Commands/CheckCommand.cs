using System.CommandLine;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx check</c>: whether environments keep the rules.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _environment = new("environment") { Description = "Its name; battle/ checks all whose names begin so." };
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
        var options = new CheckOptions { Cancellation = cancellation };
        options = options with { Episodes = result.GetValue(_episodes) ?? options.Episodes };
        bool passed = true;
        foreach (EnvironmentDefinition environment in EnvironmentsOf(result.GetValue(_environment)!))
        {
            object settings = _library.Settings.ResolveEnvironment(environment.Name, result.GetValue(_set) ?? []);
            CheckReport report = EnvironmentChecker.Check(environment, settings, options);
            result.InvocationConfiguration.Output.WriteLine(report);
            passed &= report.Passed;
        }

        return passed ? ExitCode.Done : ExitCode.Fault;
    }

    /// <summary>The environment of a name, or all that need no settings and whose names begin with one that ends in a slash.</summary>
    private EnvironmentDefinition[] EnvironmentsOf(string name)
    {
        if (!name.EndsWith('/'))
        {
            return [_library.Environments[name]];
        }

        EnvironmentDefinition[] family =
        [
            .. _library.Environments.Where(environment => environment.Name.StartsWith(name, StringComparison.Ordinal) && environment.NeedsNoSettings()),
        ];
        return family.Length > 0 ? family : throw new UserErrorException($"no environment has a name that begins with '{name}'; see 'phalanx list environments'");
    }
}
