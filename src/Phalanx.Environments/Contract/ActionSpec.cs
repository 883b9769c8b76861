namespace Phalanx.Environments;

/// <summary>
/// What one agent chooses at every step: one of a number of discrete actions, or a point in a box of real numbers. It is the same for
/// all agents of a team; an agent that has fewer discrete actions than others marks the others as not available.
/// </summary>
public sealed class ActionSpec : IEquatable<ActionSpec>
{
    private readonly float[] _low;
    private readonly float[] _high;

    private ActionSpec(int count, float[] low, float[] high)
    {
        Count = count;
        _low = low;
        _high = high;
    }

    /// <summary>How many discrete actions an agent has, numbered from 0; 0 when actions are continuous.</summary>
    public int Count { get; }

    /// <summary>How many real numbers make up an agent's continuous action; 0 when actions are discrete.</summary>
    public int Dimensions => _low.Length;

    /// <summary>Whether an agent picks one of <see cref="Count"/> actions; otherwise it picks <see cref="Dimensions"/> numbers.</summary>
    public bool IsDiscrete => Count > 0;

    /// <summary>The lowest value of each dimension, which is allowed; empty when actions are discrete.</summary>
    public ReadOnlySpan<float> Low => _low;

    /// <summary>The highest value of each dimension, which is allowed; empty when actions are discrete.</summary>
    public ReadOnlySpan<float> High => _high;

    /// <summary>What the discrete actions are called, such as <c>north</c>; empty where they have numbers alone.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>Actions with names.</summary>
    /// <param name="names">The names, at least one; all are different.</param>
    /// <exception cref="ArgumentException">There is none, or two are equal.</exception>
    public static ActionSpec Named(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfZero(names.Count, nameof(names));
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (string.IsNullOrWhiteSpace(name) || !seen.Add(name))
            {
                throw new ArgumentException($"Action {seen.Count} is called '{name}'; every action needs a name that no other has.", nameof(names));
            }
        }

        return new ActionSpec(names.Count, [], []) { Names = [.. names] };
    }

    /// <summary>What an action is called: its name, or <c>action 3</c>.</summary>
    /// <param name="action">The action.</param>
    public string NameOf(int action) => (uint)action < (uint)Names.Count ? Names[action] : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"action {action}");

    /// <summary>Actions numbered from 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">How many there are, at least one.</param>
    public static ActionSpec Discrete(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new ActionSpec(count, [], []);
    }

    /// <summary>Actions of some real numbers that all have the same bounds.</summary>
    /// <param name="dimensions">How many numbers, at least one.</param>
    /// <param name="low">The lowest value allowed.</param>
    /// <param name="high">The highest value allowed, above <paramref name="low"/>.</param>
    public static ActionSpec Continuous(int dimensions, float low, float high)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        float[] lows = new float[dimensions];
        float[] highs = new float[dimensions];
        Array.Fill(lows, low);
        Array.Fill(highs, high);
        return Continuous(lows, highs);
    }

    /// <summary>Actions of some real numbers, each with its own bounds.</summary>
    /// <param name="low">The lowest value of each dimension.</param>
    /// <param name="high">The highest value of each dimension, above the lowest.</param>
    /// <exception cref="ArgumentException">There is no dimension, or a pair of bounds is not a finite interval.</exception>
    public static ActionSpec Continuous(ReadOnlySpan<float> low, ReadOnlySpan<float> high)
    {
        if (low.IsEmpty || low.Length != high.Length)
        {
            throw new ArgumentException($"There are {low.Length} lower and {high.Length} upper bounds; a dimension needs one of each.");
        }

        for (int dimension = 0; dimension < low.Length; dimension++)
        {
            if (!(low[dimension] < high[dimension]) || !float.IsFinite(high[dimension] - low[dimension]))
            {
                throw new ArgumentException(
                    $"Dimension {dimension} runs from {low[dimension]} to {high[dimension]}; " +
                    "bounds must be finite, the low one below the high one.");
            }
        }

        return new ActionSpec(0, low.ToArray(), high.ToArray());
    }

    /// <summary>Whether the other specification allows the same actions. Names do not count.</summary>
    /// <param name="other">The specification to compare with.</param>
    public bool Equals(ActionSpec? other) =>
        other is not null && Count == other.Count && Low.SequenceEqual(other.Low) && High.SequenceEqual(other.High);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActionSpec);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Dimensions);

    /// <summary>In words, for example <c>5 discrete actions</c>.</summary>
    public override string ToString() => IsDiscrete ? $"{Count} discrete actions" : $"{Dimensions} continuous dimensions";
}
