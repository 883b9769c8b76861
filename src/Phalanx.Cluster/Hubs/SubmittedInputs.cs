using System.Security.Cryptography;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Cluster.Hubs;

/// <summary>
/// Files that settings of studies to come name. They come in parts, are called by the SHA-256 of their content, and count when that is right. They wait here until
/// the hub is started again: each study has its own copy.
/// </summary>
internal sealed class SubmittedInputs
{
    private const long MostBytesTogether = 1L << 30;

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly long _minFreeBytes;

    public SubmittedInputs(string folder, long minFreeBytes)
    {
        (_folder, _minFreeBytes) = (folder, minFreeBytes);
        try
        {
            if (Directory.Exists(folder))
            {
                FileWriting.DeleteFolder(folder);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot delete '{folder}'", failure);
        }
    }

    /// <summary>Whether a file is here whole.</summary>
    public bool Has(string name) => InputFiles.IsName(name) && File.Exists(Path.Combine(_folder, name));

    /// <summary>Takes a part of a file.</summary>
    public WireAnswer Take(string name, long length, long offset, ReadOnlySpan<byte> bytes)
    {
        if (!InputFiles.IsName(name) || length is < 0 or > InputLimit.MostBytes || offset < 0 || offset + bytes.Length > length)
        {
            return WireAnswer.No($"{Shown.Name(name)} is no file that settings name: such a one is called by its content, and has at most {InputLimit.MostBytes >> 20} MiB");
        }

        lock (_gate)
        {
            try
            {
                FileWriting.CreateFolder(_folder);
                if (FreeSpace.At(_folder) is { } free && free < _minFreeBytes + length)
                {
                    return WireAnswer.NotYet("the hub's disk has no space");
                }

                long together = new DirectoryInfo(_folder).EnumerateFiles().Sum(file => file.Length);
                return together + bytes.Length <= MostBytesTogether
                    ? Append(Path.Combine(_folder, name), length, offset, bytes)
                    : WireAnswer.No($"the files that settings of studies name have more than {MostBytesTogether >> 20} MiB together; start the hub again to have those deleted that came so far");
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                return WireAnswer.NotYet($"the hub cannot write: {FileFailures.Reason(failure)}");
            }
        }
    }

    /// <summary>Puts the files that a cell's settings name beside them.</summary>
    /// <param name="settings">The settings, read from a file in the folder.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UserErrorException">A file is named by a path, or is not here.</exception>
    public void PutBeside(RunSettings settings, string folder)
    {
        string beside = Path.GetFullPath(Path.Combine(folder, InputFiles.Folder));
        foreach (string path in InputFiles.Of(settings))
        {
            if (InputFiles.NameIn(path) is not { } name || Path.GetDirectoryName(path) != beside)
            {
                throw new UserErrorException($"a cell on '{settings.EnvironmentName}' names the file {Shown.Name(path)} by a path, which other machines do not have; files travel by their content");
            }

            if (!Has(name))
            {
                throw new UserErrorException($"a cell on '{settings.EnvironmentName}' names the file {name}, which did not come");
            }

            InputFiles.Put(Path.Combine(_folder, name), name, folder);
        }
    }

    private static WireAnswer Append(string path, long length, long offset, ReadOnlySpan<byte> bytes)
    {
        string part = $"{path}.part";
        using (FileStream stream = FileWriting.Open(part, offset == 0 ? FileMode.Create : FileMode.OpenOrCreate, FileShare.None))
        {
            if (stream.Length != offset)
            {
                return WireAnswer.No($"a part of {Path.GetFileName(path)} begins where none can begin");
            }

            stream.Position = offset;
            stream.Write(bytes);
        }

        if (offset + bytes.Length < length)
        {
            return WireAnswer.Yes();
        }

        if (Convert.ToHexStringLower(SHA256.HashData(SharedReading.AllBytes(part))) != InputFiles.SumOf(Path.GetFileName(path)))
        {
            FileWriting.DeleteFile(part);
            return WireAnswer.No($"the content of {Path.GetFileName(path)} is not what its name tells");
        }

        FileWriting.MoveFile(part, path);
        return WireAnswer.Yes();
    }
}
