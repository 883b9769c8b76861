namespace Phalanx.Learning.Runs;

/// <summary>The result of a method in a game of one step: the tables that the papers print.</summary>
public sealed record OneStepSummary
{
    /// <summary>The action that each agent takes without exploration.</summary>
    public required IReadOnlyList<int> GreedyJointAction { get; init; }

    /// <summary>What the game pays for it, without noise.</summary>
    public required double GreedyPayoff { get; init; }

    /// <summary>
    /// What the method factorises: Q_tot, Q_jt of QTRAN, Q_tot + w_r Q_r of ResQ, means for distributional methods; null without one.
    /// </summary>
    public JointTable? JointValues { get; init; }

    /// <summary>Each agent's own values, action by action; null for a method without them.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Utilities { get; init; }

    /// <summary>The method's other tables, such as <c>q_star</c>, <c>q_sum</c> and <c>q_tot</c>.</summary>
    public IReadOnlyDictionary<string, JointTable> OtherValues { get; init; } = new Dictionary<string, JointTable>();

    /// <summary>Whether nothing is null that cannot be.</summary>
    internal bool IsComplete =>
        (Utilities is null || Utilities.All(values => values is not null)) && OtherValues is not null && OtherValues.Values.All(table => table is not null);
}
