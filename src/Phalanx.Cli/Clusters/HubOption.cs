using System.CommandLine;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;

namespace Phalanx.Cli.Clusters;

/// <summary><c>--hub</c>: the hub of a cluster, by default what PHALANX_HUB says.</summary>
internal sealed class HubOption : Option<string?>
{
    public const string Variable = "PHALANX_HUB";

    /// <param name="what">What is done there.</param>
    /// <param name="isChoice">Whether without it nothing is done at a hub.</param>
    public HubOption(string what, bool isChoice = false)
        : base("--hub")
    {
        Description = $"{what} at the hub of a cluster, ADDRESS:PORT{(isChoice ? "" : $"; by default what {Variable} says")}.";
        HelpName = "ADDR";
    }

    /// <summary>The address that was given, or that the environment has.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public string AddressOf(ParseResult result) => result.GetValue(this) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } known ? known
        : throw new UserErrorException($"which hub is meant is not known; give --hub ADDRESS:PORT, or set {Variable}");
}

/// <summary><c>--key</c>: the worker's key, by default what PHALANX_KEY says, or that of a hub's folder here.</summary>
internal sealed class KeyOption : Option<string?>
{
    public const string Variable = "PHALANX_KEY";

    public KeyOption()
        : base("--key")
    {
        Description = $"The file of the worker's key, which 'phalanx cluster key' makes beside the hub's; by default what {Variable} says, or cluster/{ClusterKey.WorkerFile}.";
        HelpName = "FILE";
    }

    /// <summary>The file.</summary>
    public string FileOf(ParseResult result) => result.GetValue(this) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } known ? known
        : Path.Combine("cluster", ClusterKey.WorkerFile);
}
