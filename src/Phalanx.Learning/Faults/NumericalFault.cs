namespace Phalanx.Learning.Faults;

/// <summary>
/// What is known of numbers that are not finite: which they are, where they come from, and when it was found. The code that finds them knows the first,
/// those who called it add the rest.
/// </summary>
public sealed record NumericalFault
{
    /// <summary>
    /// Which numbers, by the names of parameters and fields: <c>gradient of 'agent.fc1.weight'</c>, <c>loss</c>, <c>observation of agent 2</c>. It stands
    /// behind "the" in a sentence.
    /// </summary>
    public required string Tensor { get; init; }

    /// <summary>How many of them are what.</summary>
    public required NonFinite Numbers { get; init; }

    /// <summary>The parameter group that was stepped, or is saved; null where no group has to do with it.</summary>
    public string? Group { get; init; }

    /// <summary>Where in an episode; null outside of one.</summary>
    public EpisodeAddress? Episode { get; init; }

    /// <summary>When in a run; null outside of one.</summary>
    public RunMoment? FoundAt { get; init; }

    /// <summary>Whether the environment gave these numbers. Others were computed.</summary>
    public bool OfEnvironment { get; init; }

    /// <summary>All of it in a sentence, without a capital or full stop.</summary>
    public override string ToString() => $"{Place}the {Tensor} {Numbers}{(FoundAt is { } moment ? $"; {moment}" : "")}";

    private string Place => Episode is { } at ? $"{at}: " : Group is { } group ? $"group '{group}': " : "";
}
