using System.CommandLine;
using Phalanx.StarCraft.Server;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx sc2-server install</c>: a folder from which programs for StarCraft II start the server as if it were the game.</summary>
internal sealed class Sc2ServerInstallCommand : Command
{
    private readonly Argument<string> _folder = new("folder") { Description = "Where to write; a folder that is empty or not there." };

    public Sc2ServerInstallCommand()
        : base("install", "Write a folder that looks like an installation of the game, so that programs for it start this server instead.")
    {
        Add(_folder);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        string folder = Path.GetFullPath(result.GetValue(_folder)!);
        ServerFolder.Write(folder, [.. ThisTool(), Sc2ServerCommand.Word]);
        TextWriter output = result.InvocationConfiguration.Output;
        output.WriteLine($"{ServerFolder.Program} in '{folder}' starts this server, and {ServerFolder.Maps.Count} maps are beside it. Now type");
        output.WriteLine($"export SC2PATH={folder}");
        output.WriteLine("python -m smac.examples.random_agents");
        return ExitCode.Done;
    }

    /// <summary>The words that start this tool: a program of its own, or a library that 'dotnet' runs.</summary>
    private static IEnumerable<string> ThisTool()
    {
        string program = Environment.ProcessPath!;
        yield return program;
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            yield return Path.GetFullPath(Environment.GetCommandLineArgs()[0]);
        }
    }
}
