using System.Globalization;

namespace Phalanx.Learning.Faults;

/// <summary>
/// What is known of an environment that misbehaved: what it did, in which episode, and when. The code that finds it knows the first, those who called it
/// add the rest.
/// </summary>
public sealed record EnvironmentFault
{
    /// <summary>The name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>What is wrong: the rule that was broken, or <c>Step threw InvalidOperationException ("...")</c>.</summary>
    public required string Complaint { get; init; }

    /// <summary>Where; null where a batch of several environments failed as a whole and does not tell which of them it was.</summary>
    public EpisodeAddress? Episode { get; init; }

    /// <summary>The first and the last of the episodes that it may have been, where it is not known which.</summary>
    public (long First, long Last)? Among { get; init; }

    /// <summary>Whether a call did not return, so that the thread that made it is lost.</summary>
    public bool Hangs { get; init; }

    /// <summary>How many episodes of the run were skipped before this one could not be.</summary>
    public long Skipped { get; init; }

    /// <summary>When in a run; null outside of one.</summary>
    public RunMoment? FoundAt { get; init; }

    /// <summary>All of it in a sentence, without a capital or full stop.</summary>
    public override string ToString() => $"{Place}: {Complaint}{After}{(FoundAt is { } moment ? $"; {moment}" : "")}";

    private string Place => Episode?.ToString() ?? (Among is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"environment '{Environment}', one of the episodes {range.First} to {range.Last}")
        : $"environment '{Environment}'");

    private string After => Skipped switch
    {
        0 => "",
        1 => "; 1 episode was skipped before",
        _ => string.Create(CultureInfo.InvariantCulture, $"; {Skipped} episodes were skipped before"),
    };
}
