using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Rollouts;

/// <summary>
/// A batch whose exceptions tell which environment threw, in which call. Environments that are stepped one after the other anyway are called one by one, and
/// so are all where calls are timed: which of them are called together changes no result. Other batches are called as a whole.
/// </summary>
internal sealed class ReportedEnvironments : IEnvironmentBatch
{
    private readonly IEnvironmentBatch _inner;
    private readonly CallWatch? _watch;
    private readonly bool _oneByOne;

    /// <summary>Reports what a batch throws.</summary>
    /// <param name="inner">The batch, which this disposes.</param>
    /// <param name="watch">Watches how long each call takes; null where their time does not matter.</param>
    public ReportedEnvironments(IEnvironmentBatch inner, CallWatch? watch = null)
    {
        (_inner, _watch, Spec) = (inner, watch, inner.Spec);
        _oneByOne = watch is not null || EnvironmentBatch.IsOfSingles(inner);
    }

    private delegate void Writing<T>(IEnvironmentBatch batch, ReadOnlySpan<int> environments, Span<T> values);

    public EnvironmentSpec Spec { get; }

    public int Count => _inner.Count;

    public IReadOnlyDictionary<string, string> Simulator => _inner.Simulator;

    private int EntityCount => Spec.Entities?.Count ?? 0;

    /// <summary>An environment begins an episode.</summary>
    /// <param name="environment">Its place in the batch.</param>
    /// <param name="number">The episode's number.</param>
    public void Begin(int environment, long number) => _watch?.Begin(environment, number);

    public void Reset(int environment, ulong seed)
    {
        ReadOnlySpan<int> one = [environment];
        _watch?.EnterReset(environment, seed);
        try
        {
            _inner.Reset(environment, seed);
        }
        catch (Exception failure) when (IsForeign(failure, one))
        {
            throw Thrown(nameof(Reset), one, failure);
        }
        finally
        {
            Leave(one);
        }
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        int chunk = ChunkOf(environments);
        for (int row = 0; row < environments.Length; row += chunk)
        {
            ReadOnlySpan<int> some = environments.Slice(row, chunk);
            Enter(some, nameof(Step));
            try
            {
                _inner.Step(some, chunk == environments.Length ? actions : actions.Row(row, Spec), results.Slice(row, chunk));
            }
            catch (Exception failure) when (IsForeign(failure, some))
            {
                throw Thrown(nameof(Step), some, failure);
            }
            finally
            {
                Leave(some);
            }

            _watch?.CountStep(some[0]);
        }
    }

    public void StepByScript(int script, ReadOnlySpan<int> environments, Span<StepResult> results)
    {
        int chunk = ChunkOf(environments);
        for (int row = 0; row < environments.Length; row += chunk)
        {
            ReadOnlySpan<int> some = environments.Slice(row, chunk);
            Enter(some, nameof(StepByScript));
            try
            {
                _inner.StepByScript(script, some, results.Slice(row, chunk));
            }
            catch (Exception failure) when (IsForeign(failure, some))
            {
                throw Thrown(nameof(StepByScript), some, failure);
            }
            finally
            {
                Leave(some);
            }

            _watch?.CountStep(some[0]);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => Write(
        environments,
        observations,
        Spec.Agents * Spec.ObservationSize,
        nameof(WriteObservations),
        static (batch, some, values) => batch.WriteObservations(some, values));

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => Write(
        environments, states, Spec.StateSize, nameof(WriteState), static (batch, some, values) => batch.WriteState(some, values));

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available) => Write(
        environments,
        available,
        Spec.Agents * Spec.Actions.Count,
        nameof(WriteAvailableActions),
        static (batch, some, values) => batch.WriteAvailableActions(some, values));

    public void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive) => Write(
        environments, alive, Spec.Agents, nameof(WriteAlive), static (batch, some, values) => batch.WriteAlive(some, values));

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics) => Write(
        environments,
        statistics,
        Spec.Statistics.Count,
        nameof(WriteStatistics),
        static (batch, some, values) => batch.WriteStatistics(some, values));

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features) => Write(
        environments,
        features,
        Spec.Agents * Spec.AgentFeatureSize,
        nameof(WriteAgentFeatures),
        static (batch, some, values) => batch.WriteAgentFeatures(some, values));

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        int chunk = ChunkOf(environments);
        for (int row = 0; row < environments.Length; row += chunk)
        {
            ReadOnlySpan<int> some = environments.Slice(row, chunk);
            Enter(some, nameof(WriteEntities));
            try
            {
                _inner.WriteEntities(
                    some,
                    Part(rows, row, chunk, EntityCount * (Spec.Entities?.Width ?? 0)),
                    Part(absent, row, chunk, EntityCount),
                    Part(hidden, row, chunk, Spec.Agents * EntityCount));
            }
            catch (Exception failure) when (IsForeign(failure, some))
            {
                throw Thrown(nameof(WriteEntities), some, failure);
            }
            finally
            {
                Leave(some);
            }
        }
    }

    public string? FindFault(int environment) => _inner.FindFault(environment);

    public Frame? Draw(int environment)
    {
        ReadOnlySpan<int> one = [environment];
        Enter(one, nameof(Draw));
        try
        {
            return _inner.Draw(environment);
        }
        catch (Exception failure) when (IsForeign(failure, one))
        {
            throw Thrown(nameof(Draw), one, failure);
        }
        finally
        {
            Leave(one);
        }
    }

    public void Dispose() => _inner.Dispose();

    private static Span<T> Part<T>(Span<T> values, int row, int rows, int width) => values.Slice(row * width, rows * width);

    /// <summary>
    /// Whether an exception says too little. One of the contract names the episode by its seed; one that explains itself, to the user or of the machine, and a
    /// cancellation are no fault of the environment.
    /// </summary>
    private static bool IsForeign(Exception failure, ReadOnlySpan<int> called) => failure switch
    {
        EnvironmentContractException breach => breach.EpisodeSeed is null && called.Length == 1,
        ExplainedException or OperationCanceledException => false,
        _ => true,
    };

    private static EnvironmentCallException Thrown(string method, ReadOnlySpan<int> called, Exception failure) =>
        new(method, called.Length == 1 ? called[0] : null, failure);

    private void Write<T>(ReadOnlySpan<int> environments, Span<T> values, int width, string method, Writing<T> write)
    {
        int chunk = ChunkOf(environments);
        for (int row = 0; row < environments.Length; row += chunk)
        {
            ReadOnlySpan<int> some = environments.Slice(row, chunk);
            Enter(some, method);
            try
            {
                write(_inner, some, chunk == environments.Length ? values : Part(values, row, chunk, width));
            }
            catch (Exception failure) when (IsForeign(failure, some))
            {
                throw Thrown(method, some, failure);
            }
            finally
            {
                Leave(some);
            }
        }
    }

    private int ChunkOf(ReadOnlySpan<int> environments) => _oneByOne ? 1 : environments.Length;

    private void Enter(ReadOnlySpan<int> one, string method) => _watch?.Enter(one[0], method);

    private void Leave(ReadOnlySpan<int> one) => _watch?.Leave(one[0]);
}
