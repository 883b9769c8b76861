using System.Security.Cryptography;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Wiring;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Cluster.Workers;

/// <summary>The files that settings of cells name, fetched from the hub once each. They lie beside the settings, called by their content, which is checked.</summary>
internal sealed class WorkerInputs(WorkerBench bench) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Fetches what is missing of the files that a cell names.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or the hub calls it by what is no name.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task Fetch(CellOrder order, CancellationToken letGo)
    {
        await _one.WaitAsync(letGo).ConfigureAwait(false);
        try
        {
            foreach (string name in order.Inputs)
            {
                if (!InputFiles.IsName(name))
                {
                    throw new InvalidDataException($"{Shown.Name(name)} is no name of a file by its content");
                }

                string path = Path.Combine(bench.Scratch, InputFiles.Folder, name);
                while (!File.Exists(path))
                {
                    await FetchOrWait(order, name, path, letGo).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task FetchOrWait(CellOrder order, string name, string path, CancellationToken letGo)
    {
        try
        {
            await Fetch(order, name, path).ConfigureAwait(false);
        }
        catch (HubUnreachableException) when (!bench.IsEnding)
        {
            await Task.Delay(bench.RetryPause, letGo).ConfigureAwait(false);
        }
        catch (HubUnreachableException)
        {
            throw new OperationCanceledException();
        }
    }

    private async Task Fetch(CellOrder order, string name, string path)
    {
        string fresh = $"{path}.tmp";
        FileWriting.CreateFolder(Path.GetDirectoryName(path)!);
        using (var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            using FileStream stream = FileWriting.Open(fresh, FileMode.Create, FileShare.None);
            for (int length = 1; length > 0;)
            {
                long offset = stream.Position;
                Payload part = await bench.Link.Files(order.Study, order.Cell, files => files.ReadInput(name, offset, bench.Terms.ChunkBytes)).ConfigureAwait(false);
                length = part.Bytes.Length;
                stream.Write(part.Bytes.Span);
                sum.AppendData(part.Bytes.Span);
                part.Return();
            }

            if (Convert.ToHexStringLower(sum.GetHashAndReset()) != InputFiles.SumOf(name))
            {
                throw new InvalidDataException($"the content of {name} is not what its name tells");
            }
        }

        FileWriting.MoveFile(fresh, path);
    }
}
