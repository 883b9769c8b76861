using System.CommandLine;
using Phalanx.Cli.Clusters;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx cluster</c>: studies on many machines.</summary>
internal sealed class ClusterCommand : Command
{
    public ClusterCommand(Library library)
        : base("cluster", "Train studies on many machines: one is the hub, the others work for it, and any of them may vanish.")
    {
        Add(new ClusterStartCommand(library));
        Add(new ClusterJoinCommand());
        Add(new ClusterSubmitCommand(library));
        Add(new ClusterStatusCommand());
        Add(new ClusterCancelCommand());
        Add(new ClusterRetryCommand());
        Add(new ClusterKeyCommand());
    }
}
