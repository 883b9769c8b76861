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
        long begun = Stopwatch.GetTimestamp();
        environments.Reset(environment, seed);
        Add(begun);
    }

    public void Step(ReadOnlySpan<int> list, JointAction actions, Span<StepResult> results)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.Step(list, actions, results);
        Add(begun);
    }

    public void WriteObservations(ReadOnlySpan<int> list, Span<float> observations)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.WriteObservations(list, observations);
        Add(begun);
    }

    public void WriteState(ReadOnlySpan<int> list, Span<float> states)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.WriteState(list, states);
        Add(begun);
    }

    public void WriteAvailableActions(ReadOnlySpan<int> list, Span<bool> available)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.WriteAvailableActions(list, available);
        Add(begun);
    }

    public void WriteAlive(ReadOnlySpan<int> list, Span<bool> alive)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.WriteAlive(list, alive);
        Add(begun);
    }

    public void WriteStatistics(ReadOnlySpan<int> list, Span<float> statistics)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.WriteStatistics(list, statistics);
        Add(begun);
    }

    public void WriteAgentFeatures(ReadOnlySpan<int> list, Span<float> features)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.WriteAgentFeatures(list, features);
        Add(begun);
    }

    public void WriteEntities(ReadOnlySpan<int> list, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        long begun = Stopwatch.GetTimestamp();
        environments.WriteEntities(list, rows, absent, hidden);
        Add(begun);
    }

    public void Dispose() => environments.Dispose();

    private void Add(long begun) => Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - begun);
}
