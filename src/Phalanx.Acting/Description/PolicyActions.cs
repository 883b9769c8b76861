namespace Phalanx.Acting;

/// <summary>What an agent chooses: one of some discrete actions, or numbers within bounds.</summary>
public sealed class PolicyActions
{
    private PolicyActions(int count, float[] low, float[] high)
    {
        Count = count;
        Low = Array.AsReadOnly(low);
        High = Array.AsReadOnly(high);
    }

    /// <summary>How many discrete actions there are; 0 where actions are numbers.</summary>
    public int Count { get; }

    /// <summary>The least value of each number; empty where actions are discrete.</summary>
    public IReadOnlyList<float> Low { get; }

    /// <summary>The largest value of each number; empty where actions are discrete.</summary>
    public IReadOnlyList<float> High { get; }

    /// <summary>How many numbers an action consists of; 0 where actions are discrete.</summary>
    public int Dimensions => Low.Count;

    /// <summary>Whether an agent chooses one of <see cref="Count"/> actions.</summary>
    public bool IsDiscrete => Dimensions == 0;

    /// <summary>Discrete actions.</summary>
    /// <param name="count">How many.</param>
    public static PolicyActions Discrete(int count) => new PolicyActions(count, Array.Empty<float>(), Array.Empty<float>());

    /// <summary>Actions that are numbers within bounds.</summary>
    /// <param name="low">The least value of each.</param>
    /// <param name="high">The largest value of each.</param>
    public static PolicyActions Continuous(ReadOnlySpan<float> low, ReadOnlySpan<float> high) => new PolicyActions(0, low.ToArray(), high.ToArray());
}
