using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Training;

/// <summary>What a run takes of a machine, beside what the machine has.</summary>
/// <param name="Memory">Of its memory.</param>
/// <param name="Disk">Of its disk.</param>
/// <param name="Folder">Where the run lies.</param>
/// <param name="FreeBytes">What is free on that disk; null where it is not known.</param>
/// <param name="TakenBytes">What the run takes of it already.</param>
public sealed record RunNeeds(MemoryNeed Memory, DiskNeed Disk, string Folder, long? FreeBytes, long TakenBytes)
{
    /// <summary>What the machine is short of, a sentence each.</summary>
    public IEnumerable<string> Warnings =>
        ((string?[])[Memory.Warning(MemoryLimit.Current), Disk.Warning(Folder, FreeBytes, TakenBytes)]).OfType<string>();

    /// <summary>Estimates them.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="folder">Where the run lies, or will.</param>
    /// <param name="services">What the calling program gives to the run.</param>
    public static RunNeeds Of(LearningProblem problem, string folder, TrainerServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        int threads = services?.Threads ?? problem.Settings.Training.Threads ?? Environment.ProcessorCount;
        return new RunNeeds(MemoryNeed.Of(problem, threads), DiskNeed.Of(problem), folder, FreeSpace.At(folder), FreeSpace.TakenBy(folder));
    }

    /// <summary>In words: memory, disk, and what is free on the disk.</summary>
    public override string ToString() => $"{Memory}{Environment.NewLine}{Disk}{(FreeBytes is { } free ? $", {ByteCount.InWords(free)} free" : "")}";
}
