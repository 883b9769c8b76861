using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Settings;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Transfers;

namespace Phalanx.Cluster.Clients;

/// <summary>A user of a cluster: submits studies, asks how they stand, and fetches results.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private const int PartBytes = 1 << 20;

    private readonly HubLink _link;
    private readonly ClusterKey _key;

    private ClusterClient(HubLink link, ClusterKey key) => (_link, _key) = (link, key);

    /// <summary>Connects to a hub.</summary>
    /// <param name="hub">Its address.</param>
    /// <param name="key">The file of the worker's key.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">The key cannot be read, or the hub cannot be reached.</exception>
    public static async Task<ClusterClient> Connect(string hub, string key, CancellationToken cancellation = default)
    {
        var read = ClusterKey.ReadWorker(key);
        var client = new ClusterClient(new HubLink(hub, read, log: null), read);
        try
        {
            await client._link.Connect(cancellation: cancellation).ConfigureAwait(false);
            if (!await client._link.Rounds(rounds => rounds.ArePlayed()).ConfigureAwait(false))
            {
                return client;
            }

            await client.DisposeAsync().ConfigureAwait(false);
            throw new UserErrorException($"at {hub} listens a run whose rounds are played elsewhere, and no hub of studies");
        }
        catch (HubUnreachableException failure)
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw new UserErrorException(failure.Message, failure);
        }
    }

    /// <summary>Submits a study. It is refused as a whole if a cell is; one that is there already goes on, and may have become longer.</summary>
    /// <param name="plan">The cells.</param>
    /// <param name="priority">Studies of a higher one are served first.</param>
    /// <returns>What the hub says.</returns>
    /// <exception cref="UserErrorException">The hub refuses it.</exception>
    /// <exception cref="IncompleteStudyException">Parts of it were lost.</exception>
    public async Task<string> Submit(StudyPlan plan, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var inputs = new StudyInputs();
        foreach ((string name, string file) in plan.Cells.SelectMany(inputs.Of).DistinctBy(input => input.Key))
        {
            await Give(name, file).ConfigureAwait(false);
        }

        string[] settings = [.. plan.Cells.Select(cell => SettingsYaml.Write(inputs.Beside(cell)))];
        WireAnswer? answer = null;
        foreach (StudyPart part in StudyParts.Of(plan.Name, priority, settings))
        {
            answer = await Told(_link.Hub(hub => hub.Submit(part))).ConfigureAwait(false);
            ThrowIfNotTaken(plan.Name, answer, isLast: part.First + part.Settings.Length == settings.Length);
        }

        return answer?.Sentence ?? $"study {plan.Name} has no cells";
    }

    /// <summary>How it stands.</summary>
    /// <exception cref="UserErrorException">The hub cannot be reached.</exception>
    public async Task<HubStatus> Status() => await Told(_link.Hub(hub => hub.Status())).ConfigureAwait(false);

    /// <summary>How it stands; null while the hub is away, in which case a new connection is tried.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task<HubStatus?> StatusOrNothing(CancellationToken cancellation)
    {
        try
        {
            return await _link.Hub(hub => hub.Status()).ConfigureAwait(false);
        }
        catch (HubUnreachableException)
        {
            try
            {
                await _link.Connect(TimeSpan.FromSeconds(15), cancellation).ConfigureAwait(false);
            }
            catch (HubUnreachableException)
            {
                // It is tried again.
            }

            return null;
        }
    }

    /// <summary>Takes a study out, or one cell of it.</summary>
    /// <exception cref="UserErrorException">The hub has none of that name.</exception>
    public Task<string?> Cancel(string study, string? cell) => Ask(hub => hub.Cancel(study, cell));

    /// <summary>Lets what failed or was taken out wait again.</summary>
    /// <exception cref="UserErrorException">The hub has none of that name.</exception>
    public Task<string?> Retry(string study, string? cell, bool fromStart) => Ask(hub => hub.Retry(study, cell, fromStart));

    /// <summary>Fetches the result of a finished cell, what figures are made of, where a store does not have it.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="store">The store.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="ExplainedException">It cannot be written.</exception>
    public async Task<FetchedResult> FetchResult(string study, PlannedCell cell, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(store);
        CellProgress own = store.Find(cell.Cell).Progress;
        if (own == CellProgress.Finished)
        {
            return FetchedResult.There;
        }

        RunManifest manifest = (await Told(_link.Files(study, cell.Id, files => files.Committed())).ConfigureAwait(false)).ToManifest();
        string target = store.PathOf(cell.Cell);
        if (manifest.Find(RunDirectory.ResultFile) is null)
        {
            return FetchedResult.NotDone;
        }

        if (own != CellProgress.Missing)
        {
            return FetchedResult.InTheWay;
        }

        try
        {
            // Without checkpoints it is a shorter result that was fetched before.
            if (Directory.Exists(target))
            {
                FileWriting.DeleteFolder(target);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await RunTransfer.Fetch(manifest, target, Read, PartBytes, RunDirectory.IsOfResult).ConfigureAwait(false);
            return FetchedResult.There;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{target}'", failure);
        }

        async Task<ReadOnlyMemory<byte>> Read(string file, long offset, int bytes)
        {
            Payload payload = await Told(_link.Files(study, cell.Id, files => files.Read(file, offset, bytes))).ConfigureAwait(false);
            ReadOnlyMemory<byte> part = payload.Bytes.ToArray();
            payload.Return();
            return part;
        }
    }

    /// <summary>A part may be refused. The hub has a sentence for the last one where all have come, and for no other.</summary>
    /// <exception cref="UserErrorException">It is refused.</exception>
    /// <exception cref="IncompleteStudyException">Parts before it were lost.</exception>
    internal static void ThrowIfNotTaken(string study, WireAnswer answer, bool isLast)
    {
        if (answer.Later || (isLast && answer is { Taken: true, Sentence: null }))
        {
            throw new IncompleteStudyException(study);
        }

        ThrowIfRefused(answer);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        _key.Dispose();
    }

    /// <summary>Sends a file that settings name, unless the hub has it.</summary>
    private async Task Give(string name, string file)
    {
        try
        {
            using FileStream stream = SharedReading.Open(file);
            InputLimit.ThrowIfTooLarge(file, stream.Length);
            if (await Told(_link.Hub(hub => hub.HasInput(name))).ConfigureAwait(false))
            {
                return;
            }

            byte[] part = new byte[Math.Min(PartBytes, stream.Length)];
            do
            {
                long offset = stream.Position;
                int length = stream.ReadAtLeast(part, part.Length, throwOnEndOfStream: false);
                await Ask(hub => hub.GiveInput(name, stream.Length, offset, new Payload(part.AsMemory(0, length)))).ConfigureAwait(false);
            }
            while (stream.Position < stream.Length);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot read '{file}', which a setting names", failure);
        }
    }

    private async Task<string?> Ask(Func<IHub, Task<WireAnswer>> call)
    {
        WireAnswer answer = await Told(_link.Hub(call)).ConfigureAwait(false);
        ThrowIfRefused(answer);
        return answer.Sentence;
    }

    private static void ThrowIfRefused(WireAnswer answer)
    {
        if (!answer.Taken)
        {
            throw new UserErrorException(answer.Sentence ?? "the hub refuses");
        }
    }

    private static async Task<T> Told<T>(Task<T> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (HubUnreachableException failure)
        {
            throw new UserErrorException($"the hub does not answer: {failure.Message}", failure);
        }
    }
}
