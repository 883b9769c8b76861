using Phalanx.Foundation;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The right to write a run: a file held open, which the operating system releases however its process ends. The file itself stays,
/// because deleting it could remove the lock of a process that has just opened it.
/// </summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>The name of the file within the run directory.</summary>
    public const string FileName = ".lock";

    private readonly FileStream _held;

    private RunLock(FileStream held) => _held = held;

    /// <summary>Takes the right to write the run in a folder that exists.</summary>
    /// <exception cref="UserErrorException">Another process, or this one, has it; or the folder cannot be written.</exception>
    public static RunLock Take(string run)
    {
        try
        {
            return new RunLock(new FileStream(Path.Combine(run, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (IsHeldElsewhere(failure))
        {
            throw new UserErrorException($"the run '{run}' is being written by another process; wait for it to end, or stop it", failure);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot write the run '{run}'", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    // "Would block" of Linux and of macOS, and the sharing violation of Windows: .NET has no exception type of its own for them.
    private static bool IsHeldElsewhere(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
