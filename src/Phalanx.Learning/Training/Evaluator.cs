using Phalanx.Environments;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>Tells how good a team is: greedy episodes that nothing is learned from, in environments of their own.</summary>
public sealed class Evaluator
{
    // More at once are hardly faster. One number wherever a test is played, so that the same episodes give the same figures to the last digit.
    private const int MostEnvironments = 64;

    private readonly EnvironmentSpec _spec;
    private readonly Rollout _rollout;
    private readonly int _episodes;

    /// <summary>An evaluator that plays so many episodes.</summary>
    /// <param name="environments">Environments to play in, <see cref="EnvironmentsFor"/> so many; more episodes than environments are played in several rounds.</param>
    /// <param name="policy">The team.</param>
    /// <param name="workers">Who works.</param>
    /// <param name="episodes">How many episodes a test has.</param>
    public Evaluator(IEnvironmentBatch environments, Policy policy, WorkerPool workers, int episodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        (_spec, _episodes) = (environments.Spec, episodes);
        _rollout = new Rollout(environments, policy, workers);
    }

    /// <summary>How many environments to make for a test.</summary>
    /// <param name="episodes">How many episodes it has.</param>
    public static int EnvironmentsFor(int episodes) => Math.Min(episodes, MostEnvironments);

    /// <summary>Plays the episodes of a test.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="test">The number of the test; another one has other episodes.</param>
    /// <param name="cancellation">Ends the test between two rounds.</param>
    /// <returns>Figures by the names of the metrics' columns.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyDictionary<string, double> Test(ulong seed, long test, CancellationToken cancellation = default)
    {
        double sum = 0;
        double squares = 0;
        double[] statistics = new double[_spec.Statistics.Count];
        for (int played = 0; played < _episodes;)
        {
            cancellation.ThrowIfCancellationRequested();
            int episodes = Math.Min(_rollout.Capacity, _episodes - played);
            _rollout.Play(new Round(seed, RoundPurpose.Evaluation, (test * _episodes) + played, episodes, RunProgress.Test()));
            for (int i = 0; i < episodes; i++)
            {
                double result = _rollout.Results[i].Return;
                sum += result;
                squares += result * result;
                for (int j = 0; j < statistics.Length; j++)
                {
                    statistics[j] += _rollout.Statistic(i, j);
                }
            }

            played += episodes;
        }

        double mean = sum / _episodes;
        var figures = new Dictionary<string, double>
        {
            [MetricsColumns.TestReturnMean] = mean,
            [MetricsColumns.TestReturnStd] = Math.Sqrt(Math.Max(0, (squares / _episodes) - (mean * mean))),
        };
        for (int j = 0; j < statistics.Length; j++)
        {
            figures[MetricsColumns.OfStatistic(_spec.Statistics[j])] = statistics[j] / _episodes;
        }

        return figures;
    }
}
