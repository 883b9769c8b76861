using Phalanx.Environments;

namespace Phalanx.Analysis.Checks;

/// <summary>QTRAN's theorems: utilities that satisfy its conditions have greedy actions that are a joint argmax, and the other way round up to scaling.</summary>
internal static class QtranChecks
{
    private const int Cases = 1000;
    private const double Tolerance = 1e-9;

    public static IEnumerable<NamedCheck> All =>
    [
        new("qtran-theorem-1", () => NamedCheck.InAll(Cases, "random payoffs with utilities that satisfy (4)", index => Satisfying(index, everyLine: false))),
        new("qtran-theorem-2", () => NamedCheck.InAll(Cases, "random payoffs with utilities that satisfy (7)", index => Satisfying(index, everyLine: true))),
        new("qtran-necessity", () => NamedCheck.InAll(Cases, "random tables that are factorised: a positive scaling of the utilities satisfies (4)", HasScaling)),
    ];

    /// <summary>Q_jt = sum Q_i - D + V with D that is zero at the greedy joint action and not negative elsewhere; for (7) zero somewhere in every line too.</summary>
    private static bool Satisfying(int index, bool everyLine)
    {
        RandomTables random = new(1, index);
        double[][] utilities = random.Utilities();
        int[] greedy = RandomTables.Greedy(utilities);
        double value = random.Normal();
        double[] differences = [.. random.Normals(random.Cells).Select(Math.Abs)];
        PayoffTable cells = random.Table(joint => joint.SequenceEqual(greedy) ? 0 : 1);
        for (int cell = 0; cell < differences.Length; cell++)
        {
            differences[cell] *= cells.Values[cell];
        }

        if (everyLine)
        {
            ZeroInEveryLine(differences, random);
        }

        int next = 0;
        PayoffTable joint = random.Table(actions => RandomTables.Sum(utilities, actions) - differences[next++] + value);
        var conditions = QtranConditions.Of(joint, utilities, value);
        return (everyLine ? conditions.SatisfyTheorem2(Tolerance) : conditions.SatisfyTheorem1(Tolerance)) && IgmCheck.Of(joint, utilities, Tolerance).Holds;
    }

    private static void ZeroInEveryLine(double[] differences, RandomTables random)
    {
        for (int stride = 1; stride < differences.Length; stride *= random.Actions)
        {
            for (int cell = 0; cell < differences.Length; cell++)
            {
                if (cell / stride % random.Actions == 0 && !Enumerable.Range(0, random.Actions).Any(action => differences[cell + (action * stride)] == 0))
                {
                    differences[cell] = 0;
                }
            }
        }
    }

    /// <summary>
    /// A table whose argmax is the agents' own. With utilities s Q_i, D(u) = s (sum Q_i(u) - sum Q_i(greedy)) + max Q_jt - Q_jt(u) is not negative where s is at most
    /// the least ratio of both differences, which is positive where the maximum stands alone.
    /// </summary>
    private static bool HasScaling(int index)
    {
        RandomTables random = new(2, index);
        double[][] utilities = random.Utilities();
        int[] greedy = RandomTables.Greedy(utilities);
        PayoffTable joint = random.Table(actions => actions.SequenceEqual(greedy) ? 5 : random.Normal());
        if (joint[greedy] < joint.Max)
        {
            return true;
        }

        double scale = double.PositiveInfinity;
        _ = random.Table(actions =>
        {
            double less = RandomTables.Sum(utilities, greedy) - RandomTables.Sum(utilities, actions);
            scale = less > 0 ? Math.Min(scale, (joint.Max - joint[actions]) / less) : scale;
            return 0;
        });
        return scale > 0 && QtranConditions.Of(joint, [.. utilities.Select(own => own.Select(value => scale * value).ToArray())]).SatisfyTheorem1(Tolerance);
    }
}
