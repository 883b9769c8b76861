using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Checks;

/// <summary>Random utilities and tables of small teams for checks by brute force: two or three agents of two to four actions.</summary>
internal sealed class RandomTables
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("analysis/checks");

    private RandomStream _stream;

    /// <summary>A case.</summary>
    /// <param name="topic">What it is for: another topic has other draws.</param>
    /// <param name="index">Which case.</param>
    public RandomTables(ulong topic, int index)
    {
        _stream = new RandomStream(topic, Purpose, (ulong)index);
        (Agents, Actions) = (_stream.NextInt(2, 4), _stream.NextInt(2, 5));
        Cells = PayoffTable.CellsOf(Agents, Actions)!.Value;
    }

    public int Agents { get; }

    public int Actions { get; }

    public int Cells { get; }

    public double Normal() => _stream.NextNormal();

    public double Positive() => _stream.NextUniform(0.05, 2);

    /// <summary>Numbers of an agent or of a table.</summary>
    public double[] Normals(int count)
    {
        double[] values = new double[count];
        _stream.FillNormal(values.AsSpan());
        return values;
    }

    /// <summary>A number for every action of every agent.</summary>
    public double[][] Utilities() => [.. Enumerable.Range(0, Agents).Select(_ => Normals(Actions))];

    /// <summary>A table of a function of the joint action.</summary>
    public PayoffTable Table(Func<int[], double> of)
    {
        double[] values = new double[Cells];
        int[] joint = new int[Agents];
        for (int cell = 0; cell < Cells; cell++)
        {
            int rest = cell;
            for (int agent = Agents - 1; agent >= 0; agent--, rest /= Actions)
            {
                joint[agent] = rest % Actions;
            }

            values[cell] = of(joint);
        }

        return new PayoffTable(Agents, Actions, values);
    }

    /// <summary>A random table.</summary>
    public PayoffTable Table() => new(Agents, Actions, Normals(Cells));

    /// <summary>The agents' own best actions.</summary>
    public static int[] Greedy(IReadOnlyList<IReadOnlyList<double>> utilities) => [.. utilities.Select(UtilityTables.FirstMaximiser)];

    /// <summary>The sum of the utilities of a joint action.</summary>
    public static double Sum(double[][] utilities, int[] joint)
    {
        double sum = 0;
        for (int agent = 0; agent < joint.Length; agent++)
        {
            sum += utilities[agent][joint[agent]];
        }

        return sum;
    }

    /// <summary>A mixer of two layers whose weights are positive: increasing in the value of every agent at any weights.</summary>
    public Func<int[], double> MonotoneMixer(double[][] utilities)
    {
        const int Width = 4;
        double[][] first = [.. Enumerable.Range(0, Width).Select(_ => Enumerable.Range(0, Agents).Select(_ => Positive()).ToArray())];
        (double[] biases, double[] second, double level) = (Normals(Width), [.. Enumerable.Range(0, Width).Select(_ => Positive())], Normal());
        return joint =>
        {
            double mixed = level;
            for (int unit = 0; unit < Width; unit++)
            {
                double sum = biases[unit];
                for (int agent = 0; agent < joint.Length; agent++)
                {
                    sum += first[unit][agent] * utilities[agent][joint[agent]];
                }

                // ELU, as QMIX has it.
                mixed += second[unit] * (sum > 0 ? sum : Elementary.Exp(sum) - 1);
            }

            return mixed;
        };
    }
}
