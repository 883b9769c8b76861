using System.Diagnostics;
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

    // A program that copies or searches folders holds a file for a moment, and on Linux every open file of a .NET program is locked against this one.
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.02);

    private readonly FileStream _held;

    private RunLock(FileStream held) => _held = held;

    /// <summary>Takes the right to write the run in a folder that exists.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="patience">How long another process may hold the file that only looks at it.</param>
    /// <exception cref="UserErrorException">Another process, or this one, has it; or the folder cannot be written.</exception>
    public static RunLock Take(string run, TimeSpan? patience = null)
    {
        for (long start = Stopwatch.GetTimestamp(); ; Thread.Sleep(Pause))
        {
            try
            {
                return new RunLock(new FileStream(Path.Combine(run, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException failure) when (FileFailures.IsHeldElsewhere(failure))
            {
                if (Stopwatch.GetElapsedTime(start) >= (patience ?? DefaultPatience))
                {
                    throw new UserErrorException($"the run '{run}' is being written by another process; wait for it to end, or stop it", failure);
                }
            }
            catch (Exception failure) when (FileFailures.IsOne(failure))
            {
                throw FileFailures.Explain($"cannot write the run '{run}'", failure);
            }
        }
    }

    /// <summary>Whether another process, or this one, has the right to write a run; in a folder that does not exist none has.</summary>
    /// <param name="run">The run directory.</param>
    public static bool IsHeld(string run)
    {
        try
        {
            using FileStream free = new(Path.Combine(run, FileName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            return FileFailures.IsHeldElsewhere(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
