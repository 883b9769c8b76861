using System.Diagnostics;
using Phalanx.Cluster.Rounds;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Workers;

/// <summary>How a machine works for a hub.</summary>
public sealed record WorkerOptions
{
    /// <summary>The hub's address.</summary>
    public required string Hub { get; init; }

    /// <summary>The file of the worker's key.</summary>
    public required string Key { get; init; }

    /// <summary>How many cells are trained side by side; by default as many as the machine has cores, by threads.</summary>
    public int? Slots { get; init; }

    /// <summary>How many threads train a cell.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where runs lie while they are trained.</summary>
    public string Scratch { get; init; } = Path.Combine(Path.GetTempPath(), "phalanx-scratch");

    /// <summary>
    /// The folder of the hub's studies, or the one that the hub was started in, where this machine sees it too: runs are trained there then, and nothing is
    /// sent. Null where it does not.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>What the worker is called; by default by its machine. Something unique is added.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>The memory that all replays may take together; by default six tenths of the machine's.</summary>
    public long Memory { get; init; } = (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.6);

    /// <summary>How long the worker trains on while the hub is not heard of.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether a run may start the program, or read the file, that its settings name, while rounds are played for it.</summary>
    public bool AllowsCommand { get; init; }

    /// <summary>The program that is started to play rounds; by default this one.</summary>
    public Func<ProcessStartInfo> Player { get; init; } = () => SlotProcess.ThisProgram([RoundPlayerProgram.Word]);

    /// <summary>The program that is started as a slot; by default this one.</summary>
    public Func<ProcessStartInfo> Program { get; init; } = SlotProcess.ThisProgram;
}
