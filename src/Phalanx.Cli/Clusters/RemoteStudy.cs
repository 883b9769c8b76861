using System.Globalization;
using Phalanx.Cluster.Clients;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Cli.Clusters;

/// <summary>A study that a cluster trains, as it is shown to who waits for it. It goes on there when the command that waits has ended.</summary>
internal static class RemoteStudy
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Submits a study, waits for its end, and fetches the results that a store lacks.</summary>
    /// <returns>Whether no cell is in doubt, because two machines came to different results.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; the study goes on at the hub.</exception>
    public static async Task<bool> Run(string hub, string key, StudyPlan plan, CellStore store, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        ClusterClient client = await ClusterClient.Connect(hub, key, cancellation).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            output.WriteLine($"{await client.Submit(plan).ConfigureAwait(false)}, at the hub {Shown.Name(hub)}; it goes on there when this command ends");
            StudyStatus end = await Wait(client, plan.Name, output, cancellation).ConfigureAwait(false);
            CellStatus[] given = [.. end.GivenUp];
            foreach (CellStatus cell in given)
            {
                output.WriteLine($"{(cell.Phase == CellStatus.Failed ? "failed: " : "")}{cell.Cell}: {Shown.Sentence(cell.Message ?? "")}");
            }

            if (given.Length > 0)
            {
                error.WriteLine($"error: {end.Failed} of {end.Cells} cells are not done, the first is {given[0].Cell}: {Shown.Sentence(given[0].Message ?? "it failed")}");
            }

            if (end.Untold > 0)
            {
                output.WriteLine(ClusterReport.MoreOf(end));
            }

            foreach (CellStatus doubted in end.InDoubt)
            {
                error.WriteLine(ClusterReport.DoubtOf(plan.Name, doubted));
            }

            foreach (PlannedCell cell in plan.Cells)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await client.FetchResult(plan.Name, cell, store).ConfigureAwait(false) == FetchedResult.InTheWay)
                {
                    error.WriteLine($"error: the result of {cell.Id} stays at the hub, because a run that was begun here lies in '{store.PathOf(cell.Cell)}'; move it away and ask again");
                }
            }

            return !end.InDoubt.Any();
        }
    }

    private static async Task<StudyStatus> Wait(ClusterClient client, string name, TextWriter output, CancellationToken cancellation)
    {
        string last = "";
        while (true)
        {
            HubStatus? status = await client.StatusOrNothing(cancellation).ConfigureAwait(false);
            StudyStatus? study = status?.Studies.FirstOrDefault(study => study.Name == name);
            string line = study is null
                ? "the hub does not answer; its workers train on"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{study.Done} of {study.Cells} cells done, {study.Running} being trained, {study.Failed} failed or taken out");
            if (line != last)
            {
                output.WriteLine(line);
                last = line;
            }

            if (study?.IsOver == true)
            {
                return study;
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
