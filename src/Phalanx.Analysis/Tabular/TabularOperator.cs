using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis;

/// <summary>
/// Value iteration as QMIX and Weighted QMIX idealise it. Where several tables are nearest, or a nearest one leaves several joint actions
/// greedy, one of them is drawn.
/// </summary>
public sealed class TabularOperator
{
    private static readonly StreamPurpose Choices = StreamPurpose.Named("analysis/tabular choices");

    private readonly TabularMdp _mdp;
    private readonly TabularBackup _backup;
    private readonly double _alpha;
    private readonly ulong _seed;
    private int _sweeps;
    private bool _recovered;

    /// <summary>An operator on a problem.</summary>
    /// <param name="mdp">The problem.</param>
    /// <param name="backup">How it improves values.</param>
    /// <param name="alpha">The smaller weight of the weighted backups.</param>
    /// <param name="seed">Where the choices between equals come from.</param>
    public TabularOperator(TabularMdp mdp, TabularBackup backup, double alpha = 1, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        (_mdp, _backup, _alpha, _seed) = (mdp, backup, alpha, seed);
        Values = [.. Enumerable.Range(0, mdp.States).Select(_ => new PayoffTable(mdp.Agents, mdp.Actions, new double[mdp.JointActions]))];
    }

    /// <summary>The values of every state's joint actions; zero at first.</summary>
    public IReadOnlyList<PayoffTable> Values { get; private set; }

    /// <summary>Whether every projection of the last sweep left only optimal joint actions greedy; then it was exactly T*.</summary>
    public bool RecoveredEverywhere { get; private set; } = true;

    /// <summary>The joint action that decentralised agents choose in every state by the values as they are.</summary>
    public IReadOnlyList<IReadOnlyList<int>> GreedyPolicy() =>
        [.. Values.Select((table, state) => _backup == TabularBackup.Optimal ? FirstBest(table) : Draw(table, state).Greedy)];

    /// <summary>Begins from given values.</summary>
    public void Start(IReadOnlyList<PayoffTable> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != _mdp.States || values.Any(table => (table.Agents, table.Actions) != (_mdp.Agents, _mdp.Actions)))
        {
            throw new ArgumentException("There must be a table for every state, of the problem's size.", nameof(values));
        }

        Values = values;
    }

    /// <summary>Improves the values a number of times.</summary>
    /// <returns>The largest change of the last sweep.</returns>
    public double Iterate(int sweeps, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sweeps);
        double change = 0;
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            change = Sweep();
        }

        return change;
    }

    private double Sweep()
    {
        _recovered = true;
        double[] stateValues = [.. Values.Select(StateValueOf)];
        PayoffTable[] next = new PayoffTable[_mdp.States];
        for (int state = 0; state < next.Length; state++)
        {
            double[] backedUp = new double[_mdp.JointActions];
            for (int joint = 0; joint < backedUp.Length; joint++)
            {
                backedUp[joint] = _mdp.Backup(state, joint, stateValues);
            }

            next[state] = new PayoffTable(_mdp.Agents, _mdp.Actions, backedUp);
            if (_backup == TabularBackup.Monotonic)
            {
                next[state] = Draw(next[state], state).Table;
            }
        }

        double change = Enumerable.Range(0, next.Length).Max(state => DistanceBetween(Values[state], next[state]));
        Values = next;
        RecoveredEverywhere = _recovered;
        _sweeps++;
        return change;
    }

    /// <summary>The value of a state that is backed up to the state before it.</summary>
    private double StateValueOf(PayoffTable values, int state) => _backup is TabularBackup.Optimal or TabularBackup.Monotonic
        ? values.Max
        : values[[.. Draw(values, state).Greedy]];

    /// <summary>One of the nearest tables, and one of its greedy joint actions.</summary>
    private (PayoffTable Table, IReadOnlyList<int> Greedy) Draw(PayoffTable values, int state)
    {
        (Weighting weighting, double alpha) = _backup switch
        {
            TabularBackup.CentrallyWeighted => (Weighting.Central, _alpha),
            TabularBackup.OptimisticallyWeighted => (Weighting.Optimistic, _alpha),
            _ => (Weighting.Uniform, 1),
        };
        Projection projection = MonotoneProjection.Solve(values, weighting, alpha);
        _recovered &= projection.Minimisers.All(minimiser => minimiser.GreedySet.All(joint => Best.IsOptimal(values, joint)));
        var stream = new RandomStream(_seed, Choices, ((ulong)_sweeps * (ulong)_mdp.States) + (ulong)state);
        Minimiser minimiser = projection.Minimisers[stream.NextInt(projection.Minimisers.Count)];
        return (minimiser.Table, minimiser.GreedySet[stream.NextInt(minimiser.GreedySet.Count)]);
    }

    private static int[] FirstBest(PayoffTable table)
    {
        int[] joint = new int[table.Agents];
        table.WriteJointAction(table.Values.IndexOf(table.Max), joint);
        return joint;
    }

    private static double DistanceBetween(PayoffTable first, PayoffTable second)
    {
        double distance = 0;
        for (int cell = 0; cell < first.Values.Length; cell++)
        {
            distance = Math.Max(distance, Math.Abs(first.Values[cell] - second.Values[cell]));
        }

        return distance;
    }
}
