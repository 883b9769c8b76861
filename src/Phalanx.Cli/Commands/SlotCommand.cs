using System.CommandLine;
using Phalanx.Studies.Slots;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx slot</c>, which no help shows: this program as a slot of a study.</summary>
internal sealed class SlotCommand : Command
{
    public SlotCommand(Library library)
        : base(SlotProgram.Word, "Train the cells that come on standard input.")
    {
        Hidden = true;
        SetAction((result, cancellation) =>
        {
            SlotProgram.Run(library.Environments, library.Algorithms, Console.In, result.InvocationConfiguration.Output, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
    }
}
