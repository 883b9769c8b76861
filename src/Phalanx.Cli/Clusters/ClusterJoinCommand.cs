using System.CommandLine;
using Phalanx.Cli.Studies;
using Phalanx.Cluster.Workers;

namespace Phalanx.Cli.Clusters;

/// <summary><c>phalanx cluster join</c>: a worker.</summary>
internal sealed class ClusterJoinCommand : Command
{
    private readonly Argument<string> _hub = new("hub") { Description = "The hub, ADDRESS:PORT." };
    private readonly KeyOption _key = new();
    private readonly SlotsOption _slots = new(", by the threads of each");
    private readonly Option<int> _threads = new("--threads") { Description = "Threads that train a cell.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _scratch = new("--scratch") { Description = "Where runs lie while they are trained; a local disk.", HelpName = "DIR" };
    private readonly AllowCommandOption _allowCommand = new(
        "Where a run is played for: start the program that its settings name in env.command or env.installation, or read the file that they name, on this machine. Look at them first.");

    private readonly Option<string?> _folder = new("--folder")
    {
        Description = "The folder that the hub was started in, or that of its studies, where this machine sees it too: cells are trained there, and nothing is sent.",
        HelpName = "DIR",
    };

    public ClusterJoinCommand()
        : base("join", "Work for a hub, until Ctrl-C: what is trained then is saved, sent, and given back. Where a run listens with --listen, play episodes for it until it is done.")
    {
        Add(_hub);
        Add(_key);
        Add(_slots);
        Add(_threads);
        Add(_scratch);
        Add(_folder);
        Add(_allowCommand);
        SetAction(Run);
    }

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        var options = new WorkerOptions
        {
            Hub = result.GetValue(_hub)!,
            Key = _key.FileOf(result),
            Slots = StudySession.Positive(result.GetValue(_slots), "--slots"),
            AllowsCommand = result.GetValue(_allowCommand),
            Threads = StudySession.Positive(result.GetValue(_threads), "--threads")!.Value,
            Folder = result.GetValue(_folder),
        };
        options = result.GetValue(_scratch) is { } scratch ? options with { Scratch = scratch } : options;
        await ClusterStart.Join(options, result.InvocationConfiguration.Output, cancellation).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
