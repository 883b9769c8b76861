using System.CommandLine;
using Phalanx.Cluster.Hubs;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;

namespace Phalanx.Cli.Clusters;

/// <summary><c>phalanx cluster start</c>: the hub.</summary>
internal sealed class ClusterStartCommand : Command
{
    private readonly Library _library;
    private readonly Option<string> _listen = new("--listen")
    {
        Description = "The address that workers use, and the port. By default this machine alone.",
        HelpName = "ADDR:PORT",
        DefaultValueFactory = _ => "127.0.0.1:7300",
    };

    private readonly Option<string> _folder = new("--folder")
    {
        Description = "The hub's folder, with its keys and cluster.yaml.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ClusterStart.DefaultFolder,
    };

    private readonly Option<string> _cells = new("--cells")
    {
        Description = "The folder of finished cells.",
        HelpName = "DIR",
        DefaultValueFactory = _ => CellStore.DefaultFolder,
    };

    private readonly Option<string?> _simd = new("--simd")
    {
        Description = "Hold all workers to this register width, scalar, 128, 256 or 512, so that machines of different widths work together.",
        HelpName = "N",
    };

    private readonly Option<bool> _likeHub = new("--like-hub")
    {
        Description = "Take workers only that compute the bits of this machine; by default those of the first worker.",
    };

    private readonly Option<bool> _work = new("--work") { Description = "Work on this machine too." };

    public ClusterStartCommand(Library library)
        : base("start", "Start the hub of a cluster, or start it again: its studies go on.")
    {
        _library = library;
        Add(_listen);
        Add(_folder);
        Add(_cells);
        Add(_simd);
        Add(_likeHub);
        Add(_work);
        SetAction(Run);
    }

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        string? simd = result.GetValue(_simd);
        if (simd is not (null or "scalar" or "128" or "256" or "512"))
        {
            throw new UserErrorException($"option '--simd' is '{simd}'; allowed are scalar, 128, 256 and 512");
        }

        string folder = result.GetValue(_folder)!;
        var options = new HubOptions
        {
            Listen = HubAddress.Listening(result.GetValue(_listen)!),
            Folder = folder,
            Cells = result.GetValue(_cells)!,
            Simd = simd,
            Class = result.GetValue(_likeHub) ? ClusterStart.OwnClass(simd) : null,
            Settings = ClusterSettings.Read(folder),
        };
        await ClusterStart.Run(options, result.GetValue(_work), _library, result.InvocationConfiguration.Output, cancellation).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
