namespace Phalanx.Foundation;

/// <summary>
/// A file at a path that a user chose, where anything may be. One of the same kind is replaced, and not before the new one is whole; an empty file, a device or
/// a pipe is written as it is; anything else is refused. A link is followed.
/// </summary>
public sealed class ChosenFile
{
    private readonly string _path;

    private ChosenFile(string path) => _path = path;

    /// <summary>Looks what is at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="kind">What is to be written, such as <c>record</c>; null where anything may be replaced.</param>
    /// <param name="beginning">What all files of that kind begin with.</param>
    /// <exception cref="UserErrorException">Something else is there, or it cannot be read.</exception>
    public static ChosenFile At(string path, string? kind, ReadOnlySpan<byte> beginning)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new UserErrorException($"cannot write '{path}': it is a folder");
        }

        return kind is null || !HasContent(path) || BeginsWith(path, beginning)
            ? new ChosenFile(path)
            : throw new UserErrorException($"'{path}' exists and is no {kind}; choose another file");
    }

    /// <summary>Whether a file is there that has something in it. Devices and pipes have no length.</summary>
    /// <param name="path">The path.</param>
    public static bool HasContent(string path) => File.Exists(path) && new FileInfo(Target(path)) is { Exists: true, Length: > 0 };

    /// <summary>The file that a path leads to, links followed.</summary>
    /// <param name="path">The path.</param>
    public static string Target(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return path; // a link that leads nowhere, or in a circle, is told by what opens it
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    /// <exception cref="MachineFaultException">The disk is full or fails.</exception>
    public void Write(ReadOnlyMemory<byte> bytes)
    {
        if (!File.Exists(_path) || HasContent(_path))
        {
            AtomicFile.WriteAllBytes(Target(_path), bytes);
            return;
        }

        try
        {
            using FileStream stream = FileWriting.Open(_path, FileMode.Open, FileShare.ReadWrite);
            stream.Write(bytes.Span);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{_path}'", failure);
        }
    }

    private static bool BeginsWith(string path, ReadOnlySpan<byte> beginning)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] read = new byte[beginning.Length];
            return stream.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) == read.Length && beginning.SequenceEqual(read);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write '{path}'", failure);
        }
    }
}
