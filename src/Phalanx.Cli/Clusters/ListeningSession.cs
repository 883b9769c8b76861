using System.Net;
using Phalanx.Cli.Training;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Rounds;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Clusters;

/// <summary>A run whose rounds other machines play, as it is shown. Without <c>--listen</c> nothing of this is loaded.</summary>
internal static class ListeningSession
{
    /// <summary>Opens a run and trains to the end, or until it is cancelled.</summary>
    /// <param name="library">What can be trained, and on what.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="key">The file of the hub's key; null for that of the folder of a cluster.</param>
    /// <param name="open">Opens the trainer.</param>
    /// <param name="shown">How the run is shown.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before it was done; it is saved.</exception>
    public static int Run(Library library, string address, string? key, Func<TrainerServices, Trainer> open, SessionOutput shown, CancellationToken cancellation)
    {
        IPEndPoint listen = HubAddress.Listening(address);
        var lines = new HeldLines(shown);
        ClusterRounds rounds = ClusterRounds.Start(listen, key ?? OwnKey(lines), library.Environments, library.Algorithms, lines.Add, cancellation).GetAwaiter().GetResult();
        try
        {
            lines.Add($"listens at {listen}; on other machines: phalanx cluster join {listen} --key {ClusterKey.WorkerFile}");
            int code = Session.Run(services => open(rounds.ServicesFor(services)), shown with { ResumeOptions = $" --listen {listen}" }, cancellation);
            rounds.Finish().GetAwaiter().GetResult();
            return code;
        }
        finally
        {
            lines.Add(rounds.Figures.Account);
            rounds.DisposeAsync().AsTask().GetAwaiter().GetResult();
            lines.Release();
        }
    }

    private static string OwnKey(HeldLines lines)
    {
        ClusterStart.MakeKeysIfMissing(ClusterStart.DefaultFolder, lines.Add);
        return Path.Combine(ClusterStart.DefaultFolder, ClusterKey.HubFile);
    }

    /// <summary>Lines about other machines. What is drawn at a terminal would be torn by them, so they wait until it is gone; a document has no lines beside it.</summary>
    private sealed class HeldLines(SessionOutput shown)
    {
        private readonly Lock _gate = new();
        private readonly List<string> _held = [];

        public void Add(string line)
        {
            lock (_gate)
            {
                if (shown.IsDrawn)
                {
                    _held.Add(line);
                }
                else
                {
                    (shown.Json ? shown.Error : shown.Output).WriteLine(Shown.Sentence(line));
                }
            }
        }

        public void Release() => _held.ForEach(line => shown.Output.WriteLine(Shown.Sentence(line)));
    }
}
