using Phalanx.Foundation;

namespace Phalanx.Analysis.Statistics;

/// <summary>
/// The scores of one arm: for every task those of its runs. Tasks need not have equally many runs. Statistics across tasks need scores on one
/// scale, see <see cref="NormalisationBounds"/>.
/// </summary>
public sealed class ScoreMatrix
{
    private readonly double[] _values;
    private readonly int[] _starts;

    /// <summary>The scores of several tasks.</summary>
    /// <param name="tasks">For every task the scores of its runs, at least one.</param>
    public ScoreMatrix(IReadOnlyList<IReadOnlyList<double>> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfZero(tasks.Count, nameof(tasks));
        if (tasks.Any(task => task.Count == 0))
        {
            throw new ArgumentException("Every task needs a run.", nameof(tasks));
        }

        _values = [.. tasks.SelectMany(task => task)];
        _starts = new int[tasks.Count + 1];
        for (int task = 0; task < tasks.Count; task++)
        {
            _starts[task + 1] = _starts[task] + tasks[task].Count;
        }
    }

    private ScoreMatrix(double[] values, int[] starts) => (_values, _starts) = (values, starts);

    /// <summary>How many tasks there are.</summary>
    public int Tasks => _starts.Length - 1;

    /// <summary>How many scores there are in all.</summary>
    public int Count => _starts[^1];

    /// <summary>All scores, task after task.</summary>
    public ReadOnlySpan<double> Scores => _values.AsSpan(0, Count);

    /// <summary>How much memory a statistic gets beside the scores: enough for a copy of them, and for a number of each task.</summary>
    public int ScratchLength => Math.Max(_values.Length, Tasks);

    /// <summary>The scores of a task.</summary>
    /// <param name="task">Which one.</param>
    public ReadOnlySpan<double> this[int task] => _values.AsSpan(_starts[task], _starts[task + 1] - _starts[task]);

    /// <summary>The scores of one task.</summary>
    /// <param name="scores">One for each run, at least one.</param>
    public static ScoreMatrix OfTask(params IReadOnlyList<double> scores) => new([scores]);

    /// <summary>Room for a resample of this matrix; it holds as many scores as the largest task has, for every task.</summary>
    internal ScoreMatrix CreateResample()
    {
        int most = 0;
        for (int task = 0; task < Tasks; task++)
        {
            most = Math.Max(most, this[task].Length);
        }

        return new ScoreMatrix(new double[most * Tasks], new int[Tasks + 1]);
    }

    /// <summary>Draws as many runs of each of the named tasks, with replacement, as it has.</summary>
    internal void ResampleInto(ScoreMatrix target, ReadOnlySpan<int> tasks, ref RandomStream stream)
    {
        int next = 0;
        for (int place = 0; place < tasks.Length; place++)
        {
            ReadOnlySpan<double> scores = this[tasks[place]];
            for (int run = 0; run < scores.Length; run++)
            {
                target._values[next++] = scores[stream.NextInt(scores.Length)];
            }

            target._starts[place + 1] = next;
        }
    }
}
