namespace Phalanx.Cluster.Contracts;

/// <summary>The hub as workers and users call it; key 0. It has no state: all is in the hub's desk, so a new activation is the same hub.</summary>
public interface IHub : IGrainWithIntegerKey
{
    /// <summary>What a worker needs to know before it introduces itself.</summary>
    Task<HubTerms> Terms();

    /// <summary>A worker introduces itself, and may be refused.</summary>
    /// <param name="hello">What it is.</param>
    Task<WireAnswer> Join(WorkerHello hello);

    /// <summary>A worker says what it is doing, and hears what it should be doing. Lost and doubled calls change nothing.</summary>
    /// <param name="report">What it is doing.</param>
    Task<Orders> Report(WorkerReport report);

    /// <summary>A part of a study; the last one makes it count.</summary>
    /// <param name="part">The part.</param>
    Task<WireAnswer> Submit(StudyPart part);

    /// <summary>Whether the hub has a file that settings of a study to come name.</summary>
    /// <param name="name">Its name by its content.</param>
    Task<bool> HasInput(string name);

    /// <summary>Takes a part of such a file; the last one makes it count.</summary>
    /// <param name="name">Its name by its content.</param>
    /// <param name="length">The length of the file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="bytes">The part.</param>
    Task<WireAnswer> GiveInput(string name, long length, long offset, Payload bytes);

    /// <summary>How it stands.</summary>
    Task<HubStatus> Status();

    /// <summary>Takes a study out, or one cell of it. The sentence says how many cells.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cell">The cell; null for all.</param>
    Task<WireAnswer> Cancel(string study, string? cell);

    /// <summary>Lets what failed or was taken out wait again. The sentence says how many cells.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cell">The cell; null for all.</param>
    /// <param name="fromStart">Whether it begins anew, without what it has been trained.</param>
    Task<WireAnswer> Retry(string study, string? cell, bool fromStart);
}

/// <summary>The files of a cell, named <c>&lt;study&gt;/&lt;cell&gt;</c>. It has no state either.</summary>
public interface ICellFiles : IGrainWithStringKey
{
    /// <summary>The snapshot that counts; of a cell that is done, its run.</summary>
    Task<WireManifest> Committed();

    /// <summary>The same, for a worker that is about to fetch it: where it lies in an attempt that another worker writes, the hub makes a copy first.</summary>
    /// <param name="epoch">The worker's epoch.</param>
    Task<WireManifest> Ready(long epoch);

    /// <summary>A part of a file of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="count">How many bytes at most.</param>
    Task<Payload> Read(string file, long offset, int count);

    /// <summary>A part of a file that the cell's settings name; none behind its end.</summary>
    /// <param name="name">Its name by its content.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="count">How many bytes at most.</param>
    Task<Payload> ReadInput(string name, long offset, int count);

    /// <summary>Takes a part of a file of the next one.</summary>
    /// <param name="epoch">The worker's epoch.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="bytes">The part.</param>
    Task<WireAnswer> Write(long epoch, string file, long offset, Payload bytes);

    /// <summary>Makes what came the snapshot that counts, if it is whole.</summary>
    /// <param name="epoch">The worker's epoch.</param>
    /// <param name="manifest">What the snapshot consists of.</param>
    /// <param name="done">Whether the cell is done with it.</param>
    /// <param name="shared">Whether nothing came: its files lie in the worker's own attempt, in the folder that it shares with the hub.</param>
    Task<WireAnswer> Commit(long epoch, WireManifest manifest, bool done, bool shared);

    /// <summary>Hears what an attempt came to that lost the cell before its end. No file of it is taken: it is compared with the cell.</summary>
    /// <param name="epoch">The worker's epoch.</param>
    /// <param name="manifest">What the attempt consists of.</param>
    Task<WireAnswer> Testify(long epoch, WireManifest manifest);
}
