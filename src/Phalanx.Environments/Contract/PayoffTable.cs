using System.Globalization;

namespace Phalanx.Environments;

/// <summary>
/// The expected payoff of every joint action of a game that lasts one step. Joint actions are numbered by their flat index: the last
/// agent's action counts fastest, so for two agents the first chooses the row and the second the column.
/// </summary>
public sealed class PayoffTable : IEquatable<PayoffTable>
{
    /// <summary>The largest number of joint actions a table may have.</summary>
    public const int MaxCells = 10_000_000;

    private readonly double[] _values;

    /// <summary>A table of given values.</summary>
    /// <param name="agents">How many agents play.</param>
    /// <param name="actions">How many actions each of them has.</param>
    /// <param name="values">The payoff of every joint action in the order of the flat index, all finite.</param>
    /// <exception cref="ArgumentException">The number of values is not actions^agents, or a value is not finite.</exception>
    public PayoffTable(int agents, int actions, ReadOnlySpan<double> values)
    {
        int cells = CellsOf(agents, actions)
            ?? throw new ArgumentException($"{actions}^{agents} joint actions are more than the {MaxCells} a table may have.");
        if (values.Length != cells)
        {
            throw new ArgumentException(
                $"{agents} agents with {actions} actions need {cells} payoffs, not {values.Length}.", nameof(values));
        }

        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"A payoff is {value}; all must be finite.", nameof(values));
            }
        }

        Agents = agents;
        Actions = actions;
        _values = values.ToArray();
        Max = _values.Max();
        Mean = _values.Sum() / _values.Length;
    }

    /// <summary>A table of a game for two agents, rows for the first and columns for the second.</summary>
    /// <param name="values">A square of payoffs.</param>
    public PayoffTable(double[,] values)
        : this(2, SideOf(values), [.. values.Cast<double>()])
    {
    }

    /// <summary>How many agents play.</summary>
    public int Agents { get; }

    /// <summary>How many actions each agent has.</summary>
    public int Actions { get; }

    /// <summary>The payoffs of all joint actions in the order of the flat index.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The highest payoff.</summary>
    public double Max { get; }

    /// <summary>The mean of all payoffs: the expected payoff of uniformly random actions.</summary>
    public double Mean { get; }

    /// <summary>The payoff of a joint action, one action per agent.</summary>
    /// <param name="jointAction">The agents' actions in the order of their ids.</param>
    public double this[params ReadOnlySpan<int> jointAction] => _values[IndexOf(jointAction)];

    /// <summary>How many joint actions there are, or null when they are more than <see cref="MaxCells"/>.</summary>
    /// <param name="agents">How many agents play, at least one.</param>
    /// <param name="actions">How many actions each of them has, at least one.</param>
    public static int? CellsOf(int agents, int actions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actions);
        long cells = 1;

        // One action makes one cell however many agents there are, and the loop would go through them all.
        for (int agent = 0; agent < agents && actions > 1; agent++)
        {
            cells *= actions;
            if (cells > MaxCells)
            {
                return null;
            }
        }

        return (int)cells;
    }

    /// <summary>The flat index of a joint action.</summary>
    /// <param name="jointAction">The agents' actions in the order of their ids.</param>
    public int IndexOf(ReadOnlySpan<int> jointAction)
    {
        if (jointAction.Length != Agents)
        {
            throw new ArgumentException($"{jointAction.Length} actions were given for {Agents} agents.", nameof(jointAction));
        }

        int index = 0;
        foreach (int action in jointAction)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(action, nameof(jointAction));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, Actions, nameof(jointAction));
            index = (index * Actions) + action;
        }

        return index;
    }

    /// <summary>Writes the joint action of a flat index.</summary>
    /// <param name="index">The flat index.</param>
    /// <param name="jointAction">Where to write one action per agent.</param>
    public void WriteJointAction(int index, Span<int> jointAction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _values.Length);
        for (int agent = Agents - 1; agent >= 0; agent--)
        {
            (index, jointAction[agent]) = Math.DivRem(index, Actions);
        }
    }

    /// <summary>Whether the other table holds the same payoffs.</summary>
    /// <param name="other">The table to compare with.</param>
    public bool Equals(PayoffTable? other) =>
        ReferenceEquals(this, other)
        || (other is not null && (Agents, Actions) == (other.Agents, other.Actions) && Values.SequenceEqual(other.Values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PayoffTable);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Agents, Actions, Max, Mean);

    /// <summary>In words, for example <c>3x3 payoffs, at most 8</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join('x', Enumerable.Repeat(Actions, Agents))} payoffs, at most {Max}");

    private static int SideOf(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.GetLength(0) == values.GetLength(1)
            ? values.GetLength(0)
            : throw new ArgumentException($"The table is {values.GetLength(0)}x{values.GetLength(1)}; it must be square.", nameof(values));
    }
}
