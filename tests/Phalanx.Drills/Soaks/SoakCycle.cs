namespace Phalanx.Drills.Soaks;

/// <summary>What came of one cycle: a run in peace, and the same one that is stopped, killed, resumed and tested between.</summary>
internal sealed record SoakCycle
{
    public required string Kind { get; init; }

    public int Kills { get; init; }

    public int Stops { get; init; }

    public int Evaluations { get; init; }

    /// <summary>The longest time from a signal to the end of the process, in seconds.</summary>
    public double SlowestStop { get; init; }

    /// <summary>The most memory that a process held, in bytes.</summary>
    public long PeakBytes { get; init; }

    /// <summary>How long the cycle took.</summary>
    public double Seconds { get; init; }

    /// <summary>What should not have happened; null for nothing.</summary>
    public string? Failure { get; init; }
}
