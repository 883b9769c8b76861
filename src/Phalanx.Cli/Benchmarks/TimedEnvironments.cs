using System.Diagnostics;
using Phalanx.Environments;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Environments that measure how long they are at work, on all threads together.</summary>
internal sealed class TimedEnvironments(IEnvironmentBatch environments) : IEnvironmentBatch
{
    private long _ticks;

    /// <summary>The time of all calls, added up over threads.</summary>
    public TimeSpan Time => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    public EnvironmentSpec Spec => environments.Spec;

    public int Count => environments.Count;

    public void Reset(int environment, ulong seed)
    {
        using var call = new Call(this);
        environments.Reset(environment, seed);
    }

    public void Step(ReadOnlySpan<int> list, JointAction actions, Span<StepResult> results)
    {
        using var call = new Call(this);
        environments.Step(list, actions, results);
    }

    public void WriteObservations(ReadOnlySpan<int> list, Span<float> observations)
    {
        using var call = new Call(this);
        environments.WriteObservations(list, observations);
    }

    public void WriteState(ReadOnlySpan<int> list, Span<float> states)
    {
        using var call = new Call(this);
        environments.WriteState(list, states);
    }

    public void WriteAvailableActions(ReadOnlySpan<int> list, Span<bool> available)
    {
        using var call = new Call(this);
        environments.WriteAvailableActions(list, available);
    }

    public void WriteAlive(ReadOnlySpan<int> list, Span<bool> alive)
    {
        using var call = new Call(this);
        environments.WriteAlive(list, alive);
    }

    public void WriteStatistics(ReadOnlySpan<int> list, Span<float> statistics)
    {
        using var call = new Call(this);
        environments.WriteStatistics(list, statistics);
    }

    public void WriteAgentFeatures(ReadOnlySpan<int> list, Span<float> features)
    {
        using var call = new Call(this);
        environments.WriteAgentFeatures(list, features);
    }

    public void WriteEntities(ReadOnlySpan<int> list, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        using var call = new Call(this);
        environments.WriteEntities(list, rows, absent, hidden);
    }

    public void Dispose() => environments.Dispose();

    /// <summary>A call of the environments, from here until it is disposed.</summary>
    private readonly ref struct Call(TimedEnvironments owner)
    {
        private readonly long _begun = Stopwatch.GetTimestamp();

        public void Dispose() => Interlocked.Add(ref owner._ticks, Stopwatch.GetTimestamp() - _begun);
    }
}
