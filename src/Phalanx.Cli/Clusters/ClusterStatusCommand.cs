using System.CommandLine;
using Phalanx.Cluster.Clients;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Foundation;

namespace Phalanx.Cli.Clusters;

/// <summary><c>phalanx cluster status</c>: machines and studies, as the hub knows them or as their files tell.</summary>
internal sealed class ClusterStatusCommand : Command
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly HubOption _hub = new("Ask");
    private readonly KeyOption _key = new();
    private readonly Option<string?> _folder = new("--folder")
    {
        Description = "Read the journals of the studies in a folder, whether a hub is up or not.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _watch = new("--watch") { Description = "Ask again every two seconds, until Ctrl-C." };
    private readonly JsonOption _json = new();

    public ClusterStatusCommand()
        : base("status", "Show the machines of a cluster and how far its studies are; the exit code is 1 where two machines came to different results.")
    {
        Add(_hub);
        Add(_key);
        Add(_folder);
        Add(_watch);
        Add(_json);
        SetAction(Run);
    }

    /// <summary>A fault where two machines came to different results: no script shall pass over that.</summary>
    private static int CodeOf(HubStatus status) => ClusterReport.HasDoubt(status) ? ExitCode.Fault : ExitCode.Done;

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        if (result.GetValue(_folder) is { } folder)
        {
            if (result.GetValue(_hub) is not null)
            {
                throw new UserErrorException("option '--folder' reads files and option '--hub' asks a hub; give one of them");
            }

            var files = new FolderStatus(folder);
            return await Show(result, null, () => Task.FromResult(files.Read()), cancellation).ConfigureAwait(false);
        }

        string hub = _hub.AddressOf(result);
        ClusterClient client = await ClusterClient.Connect(hub, _key.FileOf(result), cancellation).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            return await Show(result, hub, client.Status, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<int> Show(ParseResult result, string? hub, Func<Task<HubStatus>> ask, CancellationToken cancellation)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        while (true)
        {
            HubStatus status = await ask().ConfigureAwait(false);
            if (result.GetValue(_json))
            {
                JsonDocuments.Write(output, ClusterReport.Document(hub, status));
                return CodeOf(status);
            }

            ClusterReport.Print(output, hub, status);
            if (!result.GetValue(_watch))
            {
                return CodeOf(status);
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            output.WriteLine();
        }
    }
}
