using System.CommandLine;
using Phalanx.Cluster.Clients;

namespace Phalanx.Cli.Clusters;

/// <summary><c>phalanx cluster cancel</c> and <c>retry</c>: something is done with a study, or with one cell of it.</summary>
internal abstract class StudyCommand : Command
{
    private readonly Argument<string> _study = new("study") { Description = "The study, or STUDY/CELL for one cell of it." };
    private readonly HubOption _hub = new("Do it");
    private readonly KeyOption _key = new();

    protected StudyCommand(string name, string description)
        : base(name, description)
    {
        Add(_study);
        Add(_hub);
        Add(_key);
        SetAction(Run);
    }

    /// <summary>Does it, and says what was done.</summary>
    protected abstract Task<string?> Act(ClusterClient client, string study, string? cell, ParseResult result);

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        string[] parts = result.GetValue(_study)!.Split('/', 2);
        ClusterClient client = await ClusterClient.Connect(_hub.AddressOf(result), _key.FileOf(result), cancellation).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            result.InvocationConfiguration.Output.WriteLine(await Act(client, parts[0], parts.Length > 1 ? parts[1] : null, result).ConfigureAwait(false));
        }

        return ExitCode.Done;
    }
}

/// <summary><c>phalanx cluster cancel</c>.</summary>
internal sealed class ClusterCancelCommand() : StudyCommand("cancel", "Take a study out, or one cell of it; what was trained stays.")
{
    protected override Task<string?> Act(ClusterClient client, string study, string? cell, ParseResult result) => client.Cancel(study, cell);
}

/// <summary><c>phalanx cluster retry</c>.</summary>
internal sealed class ClusterRetryCommand : StudyCommand
{
    private readonly Option<bool> _fromStart = new("--from-start") { Description = "Delete what was trained of it, and begin anew." };

    public ClusterRetryCommand()
        : base("retry", "Let the cells of a study that failed, were taken out or are in doubt be trained after all, or one of them; one in doubt begins anew, and decides.") => Add(_fromStart);

    protected override Task<string?> Act(ClusterClient client, string study, string? cell, ParseResult result) => client.Retry(study, cell, result.GetValue(_fromStart));
}
