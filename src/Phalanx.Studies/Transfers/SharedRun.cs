using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Transfers;

/// <summary>
/// A run on a disk that several machines see. The one that trains it is its only writer: the others check what a snapshot of it consists of, and copy one to
/// go on from.
/// </summary>
public static class SharedRun
{
    private const int PartBytes = 1 << 20;

    /// <summary>Checks the files of a snapshot where they lie, as those are checked that were sent.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="manifest">The snapshot.</param>
    /// <param name="known">An earlier snapshot of the run that was checked: what has not changed since is not read again.</param>
    /// <exception cref="InvalidDataException">A checksum is wrong.</exception>
    /// <exception cref="IOException">A file is not there, or is shorter. A network's file system may show it later.</exception>
    public static void Check(string run, RunManifest manifest, RunManifest known)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(known);
        manifest.ThrowIfImpossible();
        foreach (RunManifestFile file in manifest.Files.Where(file => known.Find(file.Name) != file))
        {
            using FileStream stream = SharedReading.Open(PathOf(run, file.Name));
            if (stream.Length < file.Bytes)
            {
                throw new IOException($"{file.Name} has {stream.Length} of {file.Bytes} bytes");
            }

            if (RunFileSum.Of(stream, file, known.Find(file.Name)) != file.Checksum)
            {
                throw new InvalidDataException($"the checksum of {file.Name} is wrong");
            }
        }
    }

    /// <summary>Copies a snapshot, also while the run is trained. The copy is there whole, with every checksum right, or not at all.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="manifest">The snapshot.</param>
    /// <param name="target">A folder that does not exist.</param>
    /// <exception cref="InvalidDataException">A checksum is wrong.</exception>
    /// <exception cref="IOException">A file is not there or is shorter, or cannot be written.</exception>
    public static async Task Copy(string run, RunManifest manifest, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        ArgumentNullException.ThrowIfNull(manifest);
        await RunTransfer.Fetch(manifest, target, Read, PartBytes, alsoInto: CopyChanging).ConfigureAwait(false);

        Task<ReadOnlyMemory<byte>> Read(string file, long offset, int bytes)
        {
            byte[] part = new byte[bytes];
            using FileStream stream = SharedReading.Open(PathOf(run, file));
            stream.Position = offset;
            stream.ReadExactly(part);
            return Task.FromResult<ReadOnlyMemory<byte>>(part);
        }

        // What tells of machines and curves comes along as it is; who goes on cuts it.
        void CopyChanging(string fresh)
        {
            foreach (string name in RunFileName.ChangingIn(run).Where(name => manifest.Find(name) is null && File.Exists(PathOf(run, name))))
            {
                File.Copy(PathOf(run, name), PathOf(fresh, name));
            }
        }
    }

    private static string PathOf(string run, string name) => Path.Combine(run, name.Replace('/', Path.DirectorySeparatorChar));
}
