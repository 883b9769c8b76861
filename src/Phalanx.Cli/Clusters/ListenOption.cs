using System.CommandLine;
using Phalanx.Cli.Training;
using Phalanx.Foundation;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Clusters;

/// <summary><c>--listen</c> and <c>--key</c> of a command that trains: lets other machines play its rounds.</summary>
internal sealed class ListenOption : Option<string?>
{
    private readonly Option<string?> _key = new("--key")
    {
        Description = "With --listen: the file of the hub's key, by default cluster/hub.key, which is made where there is none. Other machines have worker.key, which lies beside it.",
        HelpName = "FILE",
    };

    public ListenOption()
        : base("--listen")
    {
        Description = "Let other machines play episodes for this run, which dial this address by 'phalanx cluster join'. The result is the same.";
        HelpName = "ADDR:PORT";
    }

    /// <summary>Adds both options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(this);
        command.Add(_key);
    }

    /// <summary>Opens a run and trains to the end, or until it is cancelled; other machines play for it where that is asked for.</summary>
    /// <exception cref="UserErrorException">A key is given, and no address.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it was done; it is saved.</exception>
    public int Run(Library library, ParseResult result, Func<TrainerServices, Trainer> open, SessionOutput shown, CancellationToken cancellation)
    {
        string? key = result.GetValue(_key);
        return result.GetValue(this) is { } address ? ListeningSession.Run(library, address, key, open, shown, cancellation)
            : key is null ? Session.Run(open, shown, cancellation)
            : throw new UserErrorException("option '--key' is for a run that other machines play for; give --listen ADDR:PORT too");
    }
}
