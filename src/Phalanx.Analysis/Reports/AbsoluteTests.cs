using Phalanx.Analysis.Runs;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Analysis.Reports;

/// <summary>The absolute metric of the runs of a report; see <see cref="AbsoluteTest"/>. It plays episodes, so a report has it only when it is asked for.</summary>
public sealed class AbsoluteTests
{
    private readonly Dictionary<FinishedRun, IReadOnlyList<AbsoluteTest>> _tests = [];
    private readonly List<string> _leftOut = [];

    /// <summary>Runs that were not tested, each with the reason in a sentence.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>How many runs were tested.</summary>
    public int Count => _tests.Count;

    /// <summary>Tests runs, one after the other. Those without weights are left out.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="workers">What computes. The figures do not depend on how many there are.</param>
    /// <param name="progress">Is told which part of the runs is done; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static AbsoluteTests Of(
        IReadOnlyCollection<FinishedRun> runs,
        EnvironmentRegistry environments,
        AlgorithmRegistry algorithms,
        WorkerPool workers,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var tests = new AbsoluteTests();
        int done = 0;
        foreach (FinishedRun run in runs)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                tests._tests[run] = AbsoluteTest.Of(run, environments, algorithms, workers, cancellation);
            }
            catch (ExplainedException refusal)
            {
                tests._leftOut.Add(refusal.Message);
            }

            progress?.Report((double)++done / runs.Count);
        }

        return tests;
    }

    /// <summary>What a run came to in a metric; null where it was not tested, or has no such metric.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    public AbsoluteTest? Find(FinishedRun run, string metric) => _tests.GetValueOrDefault(run)?.FirstOrDefault(test => test.Metric == metric);

    /// <summary>All tests of a run.</summary>
    /// <param name="run">The run.</param>
    public IReadOnlyList<AbsoluteTest> Of(FinishedRun run) => _tests.GetValueOrDefault(run, []);
}
