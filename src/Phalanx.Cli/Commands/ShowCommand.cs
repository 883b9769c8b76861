using System.CommandLine;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx show</c>: the settings of an algorithm or environment, and where they come from.</summary>
internal sealed class ShowCommand : Command
{
    private readonly Library _library;
    private readonly Argument<string> _name = new("name") { Description = "An algorithm or an environment." };

    public ShowCommand(Library library)
        : base("show", "Print the settings of an algorithm or environment, what they mean and where they come from.")
    {
        _library = library;
        Add(_name);
        SetAction(result => Print(result.InvocationConfiguration.Output, result.GetValue(_name)!));
    }

    private int Print(TextWriter output, string name)
    {
        bool isAlgorithm = _library.Algorithms.Names.Contains(name);
        bool isEnvironment = _library.Environments.Names.Contains(name);
        if (!isAlgorithm && !isEnvironment)
        {
            string? nearest = NearestName.Of(name, _library.Algorithms.Names.Concat(_library.Environments.Names));
            throw new UserErrorException(
                $"there is no algorithm or environment '{name}'; "
                + (nearest is null ? $"see '{Tool.Name} list algorithms' and '{Tool.Name} list environments'" : $"did you mean '{nearest}'?"));
        }

        output.WriteLine($"{name}: {(isAlgorithm ? _library.Algorithms[name].Summary : _library.Environments[name].Summary)}");
        output.WriteLine();
        IReadOnlyList<ResolvedSetting> settings = _library.Settings.Show(isAlgorithm ? name : null, isEnvironment ? name : null);
        int width = settings.Max(setting => Assignment(setting).Length);
        foreach (ResolvedSetting setting in settings)
        {
            output.WriteLine($"{Assignment(setting).PadRight(width)}  {setting.Description}; {setting.Allowed} [{setting.Origin}]");
        }

        return ExitCode.Done;
    }

    private static string Assignment(ResolvedSetting setting) => $"{setting.Path}: {setting.Text}";
}
