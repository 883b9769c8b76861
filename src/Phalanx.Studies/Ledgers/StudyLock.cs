using Phalanx.Foundation;

namespace Phalanx.Studies.Ledgers;

/// <summary>The right to run a study: a file held open, which the operating system releases however its process ends. The file itself stays.</summary>
public sealed class StudyLock : IDisposable
{
    private readonly FileStream _held;

    private StudyLock(FileStream held) => _held = held;

    /// <summary>Takes the right to run the studies below a folder.</summary>
    /// <param name="folder">A folder that exists.</param>
    /// <exception cref="UserErrorException">Another process has it, or the folder cannot be written.</exception>
    public static StudyLock Take(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.Combine(folder, ".lock");
        try
        {
            return new StudyLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (FileFailures.IsHeldElsewhere(failure))
        {
            throw new UserErrorException($"the studies in '{folder}' belong to another process, which runs them", failure);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"the studies in '{folder}' cannot be run", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
