namespace Phalanx.Learning.Recording;

/// <summary>What is recorded of one episode, of T steps by A agents. What is empty or null is not recorded.</summary>
public sealed record EpisodeContent
{
    /// <summary>Its number in the evaluation.</summary>
    public required long Number { get; init; }

    /// <summary>The seed that the environment was reset with.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How it ended.</summary>
    public required EpisodeEnd End { get; init; }

    /// <summary>The sum of its rewards.</summary>
    public required double Return { get; init; }

    /// <summary>[T], the rewards. There are as many steps as rewards.</summary>
    public required IReadOnlyList<float> Rewards { get; init; }

    /// <summary>The statistics, in the order of the header.</summary>
    public IReadOnlyList<double> Statistics { get; init; } = [];

    /// <summary>The T + 1 frames; null where the environment does not draw itself.</summary>
    public FrameEncoder? Frames { get; init; }

    /// <summary>[T x A], the discrete actions.</summary>
    public IReadOnlyList<int> Actions { get; init; } = [];

    /// <summary>[T x A x dimensions], the continuous actions.</summary>
    public IReadOnlyList<float> ContinuousActions { get; init; } = [];

    /// <summary>[T x A x actions], which discrete actions could be chosen.</summary>
    public IReadOnlyList<bool> Available { get; init; } = [];

    /// <summary>[T x A x outputs], what <see cref="RecordHeader.Outputs"/> says; those of actions that were not available are not recorded.</summary>
    public IReadOnlyList<float> Values { get; init; } = [];

    /// <summary>[joint values][T].</summary>
    public IReadOnlyList<IReadOnlyList<float>> Joint { get; init; } = [];

    /// <summary>[T x A x observation], what the agents saw before each step.</summary>
    public IReadOnlyList<float> Observations { get; init; } = [];

    /// <summary>[(T + 1) x A x entities], which entities each agent saw.</summary>
    public IReadOnlyList<bool> Seen { get; init; } = [];
}
