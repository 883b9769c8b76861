namespace Phalanx.Environments;

/// <summary>How thoroughly <see cref="EnvironmentChecker"/> looks.</summary>
public sealed record CheckOptions
{
    /// <summary>How many episodes of random actions are looked at step by step.</summary>
    public int Episodes { get; init; } = 20;

    /// <summary>How many environments are stepped together.</summary>
    public int Copies { get; init; } = 4;

    /// <summary>Ends the check before its time.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Where the seeds of the episodes and the random actions come from.</summary>
    public ulong Seed { get; init; } = 1;
}
