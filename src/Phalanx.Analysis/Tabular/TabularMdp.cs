namespace Phalanx.Analysis;

/// <summary>
/// A small fully observed team problem in tables: what every joint action pays in every state, and where it leads. What the probabilities
/// of a row lack to one is the probability that the episode ends.
/// </summary>
public sealed class TabularMdp
{
    private readonly double[] _rewards;
    private readonly double[] _transitions;

    /// <summary>A problem in which nothing pays and everything ends at once; <see cref="Set"/> fills it.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="agents">How many agents play.</param>
    /// <param name="actions">How many actions each of them has.</param>
    /// <param name="discount">Gamma, in [0, 1].</param>
    public TabularMdp(int states, int agents, int actions, double discount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(states);
        ArgumentOutOfRangeException.ThrowIfNegative(discount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(discount, 1);
        JointActions = Environments.PayoffTable.CellsOf(agents, actions)
            ?? throw new ArgumentException($"{agents} agents with {actions} actions have too many joint actions.");
        (States, Agents, Actions, Discount) = (states, agents, actions, discount);
        _rewards = new double[states * JointActions];
        _transitions = new double[states * JointActions * states];
    }

    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>How many agents play.</summary>
    public int Agents { get; }

    /// <summary>How many actions each of them has.</summary>
    public int Actions { get; }

    /// <summary>How many joint actions there are.</summary>
    public int JointActions { get; }

    /// <summary>Gamma.</summary>
    public double Discount { get; }

    /// <summary>Says what a joint action does.</summary>
    /// <param name="state">Where.</param>
    /// <param name="jointAction">Its flat index.</param>
    /// <param name="reward">What it pays.</param>
    /// <param name="next">Where it leads with which probability; what lacks to one ends the episode.</param>
    public void Set(int state, int jointAction, double reward, params ReadOnlySpan<(int State, double Probability)> next)
    {
        int row = (state * JointActions) + jointAction;
        Span<double> probabilities = _transitions.AsSpan(row * States, States);
        probabilities.Clear();
        double total = 0;
        foreach ((int successor, double probability) in next)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(probability, nameof(next));
            probabilities[successor] += probability;
            total += probability;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, 1 + 1e-12, nameof(next));
        _rewards[row] = reward;
    }

    /// <summary>The value of a joint action when each successor has the given value, <c>r + gamma E[value(s')]</c>.</summary>
    public double Backup(int state, int jointAction, ReadOnlySpan<double> values)
    {
        int row = (state * JointActions) + jointAction;
        double expected = 0;
        for (int next = 0; next < States; next++)
        {
            expected += _transitions[(row * States) + next] * values[next];
        }

        return _rewards[row] + (Discount * expected);
    }
}
