using System.CommandLine;
using Phalanx.Cluster.Clients;
using Phalanx.Cluster.Contracts;

namespace Phalanx.Cli.Clusters;

/// <summary><c>phalanx cluster status</c>: machines and studies.</summary>
internal sealed class ClusterStatusCommand : Command
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly HubOption _hub = new("Ask");
    private readonly KeyOption _key = new();
    private readonly Option<bool> _watch = new("--watch") { Description = "Ask again every two seconds, until Ctrl-C." };
    private readonly JsonOption _json = new();

    public ClusterStatusCommand()
        : base("status", "Show the machines of a cluster and how far its studies are.")
    {
        Add(_hub);
        Add(_key);
        Add(_watch);
        Add(_json);
        SetAction(Run);
    }

    /// <summary>A fault where two machines came to different results: no script shall pass over that.</summary>
    private static int CodeOf(HubStatus status) => ClusterReport.HasDoubt(status) ? ExitCode.Fault : ExitCode.Done;

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        string hub = _hub.AddressOf(result);
        ClusterClient client = await ClusterClient.Connect(hub, _key.FileOf(result), cancellation).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            while (true)
            {
                HubStatus status = await client.Status().ConfigureAwait(false);
                if (result.GetValue(_json))
                {
                    JsonDocuments.Write(output, ClusterReport.Document(hub, status));
                    return CodeOf(status);
                }

                ClusterReport.Print(output, status);
                if (!result.GetValue(_watch))
                {
                    return CodeOf(status);
                }

                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
                output.WriteLine();
            }
        }
    }
}
