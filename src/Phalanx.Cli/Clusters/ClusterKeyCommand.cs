using System.CommandLine;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;

namespace Phalanx.Cli.Clusters;

/// <summary><c>phalanx cluster key</c>: the two keys of a cluster.</summary>
internal sealed class ClusterKeyCommand : Command
{
    private readonly Option<string> _folder = new("--folder") { Description = "The hub's folder.", HelpName = "DIR", DefaultValueFactory = _ => "cluster" };
    private readonly Option<bool> _new = new("--new") { Description = "Make new ones where there are some. Holders of an old key are locked out as soon as the hub is started again." };

    public ClusterKeyCommand()
        : base("key", "Make the keys of a cluster: hub.key stays here, worker.key goes to the machines that you trust with its results.")
    {
        Add(_folder);
        Add(_new);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        string folder = result.GetValue(_folder)!;
        string hub = Path.Combine(folder, ClusterKey.HubFile);
        bool replaces = File.Exists(hub);
        if (replaces && !result.GetValue(_new))
        {
            throw new UserErrorException($"there is a key in '{hub}' already; --new makes new ones, which lock out all who have the old one when the hub is started again");
        }

        ClusterKey.Make(folder);
        result.InvocationConfiguration.Output.WriteLine($"made {Shown.Name(hub)} and {Shown.Name(Path.Combine(folder, ClusterKey.WorkerFile))}");
        if (replaces)
        {
            result.InvocationConfiguration.Output.WriteLine("a hub that runs has the old ones until it is started again; give the new worker.key to all machines");
        }

        return ExitCode.Done;
    }
}
