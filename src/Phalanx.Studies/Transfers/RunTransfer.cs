using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Transfers;

/// <summary>Takes the parts of a file of a snapshot.</summary>
/// <param name="file">The file.</param>
/// <param name="offset">Where the part begins.</param>
/// <param name="bytes">The part; not used after the call is over.</param>
public delegate Task PartWriter(string file, long offset, ReadOnlyMemory<byte> bytes);

/// <summary>Gives a part of a file of a snapshot.</summary>
/// <param name="file">The file.</param>
/// <param name="offset">Where the part begins.</param>
/// <param name="bytes">How many bytes.</param>
public delegate Task<ReadOnlyMemory<byte>> PartReader(string file, long offset, int bytes);

/// <summary>Sends snapshots and fetches them, in parts.</summary>
public static class RunTransfer
{
    /// <summary>Sends what another machine lacks of a snapshot: files that are new or have changed, and of segments what they have grown by.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="there">What the other machine has whole.</param>
    /// <param name="write">Sends a part.</param>
    /// <param name="partBytes">The size of a part.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="IOException">A file is gone, because the run that is still trained has pruned it: take another snapshot.</exception>
    public static async Task<long> Send(LiveSnapshot snapshot, RunManifest there, PartWriter write, int partBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(there);
        ArgumentNullException.ThrowIfNull(write);
        byte[] part = new byte[partBytes];
        long sent = 0;
        foreach (RunManifestFile file in snapshot.Manifest.Files)
        {
            RunManifestFile? known = there.Find(file.Name);
            if (known == file)
            {
                continue;
            }

            long offset = file.Grows && known is not null && known.Bytes <= file.Bytes ? known.Bytes : 0;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                int length = (int)Math.Min(part.Length, file.Bytes - offset);
                snapshot.ReadAt(file, offset, part.AsSpan(0, length));
                await write(file.Name, offset, part.AsMemory(0, length)).ConfigureAwait(false);
                offset += length;
                sent += length;
            }
            while (offset < file.Bytes);
        }

        return sent;
    }

    /// <summary>Fetches a snapshot into a folder that does not exist. It is there whole, with every checksum right, or not at all.</summary>
    /// <param name="manifest">The snapshot.</param>
    /// <param name="folder">The run directory to make.</param>
    /// <param name="read">Fetches a part.</param>
    /// <param name="partBytes">The size of a part.</param>
    /// <param name="wanted">Which files are fetched; by default all.</param>
    /// <param name="alsoInto">Adds other files to the folder, before it is where it shall be.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task Fetch(RunManifest manifest, string folder, PartReader read, int partBytes, Predicate<string>? wanted = null, Action<string>? alsoInto = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(read);
        manifest.ThrowIfImpossible();
        string fresh = $"{folder}.fetched.tmp";
        if (Directory.Exists(fresh))
        {
            FileWriting.DeleteFolder(fresh);
        }

        foreach (RunManifestFile file in manifest.Files.Where(file => wanted?.Invoke(file.Name) != false))
        {
            await Fetch(file, Path.Combine(fresh, file.Name.Replace('/', Path.DirectorySeparatorChar)), read, partBytes).ConfigureAwait(false);
        }

        alsoInto?.Invoke(fresh);
        FileWriting.MoveFolder(fresh, folder);
    }

    private static async Task Fetch(RunManifestFile file, string path, PartReader read, int partBytes)
    {
        FileWriting.CreateFolder(Path.GetDirectoryName(path)!);
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        while (stream.Position < file.Bytes)
        {
            ReadOnlyMemory<byte> part = await read(file.Name, stream.Position, (int)Math.Min(partBytes, file.Bytes - stream.Position)).ConfigureAwait(false);
            if (part.IsEmpty)
            {
                throw new InvalidDataException($"{file.Name} ends too early");
            }

            stream.Write(part.Span);
        }

        if (RunFileSum.Of(stream, file) != file.Checksum)
        {
            throw new InvalidDataException($"the checksum of {file.Name} is wrong");
        }
    }
}
