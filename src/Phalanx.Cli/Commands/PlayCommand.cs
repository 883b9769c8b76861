using System.CommandLine;
using Phalanx.Cluster.Rounds;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx play</c>, which no help shows: this program as the process that plays rounds for a run elsewhere.</summary>
internal sealed class PlayCommand : Command
{
    public PlayCommand(Library library)
        : base(Word, "Play rounds for the run that standard input names.")
    {
        Hidden = true;
        SetAction(async (result, cancellation) =>
        {
            await RoundPlayerProgram.Run(library.Environments, library.Algorithms, Console.In, result.InvocationConfiguration.Output, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }

    private const string Word = "play"; // that of the program, whose assembly a tree of commands must not load
}
