using Phalanx.Environments;

namespace Phalanx.Native.Tests;

/// <summary>Predator-prey in which agent 0 may not stay, though nothing happens to it if it does; it counts how often it is disposed.</summary>
internal sealed class StandInBatch : IEnvironmentBatch
{
    /// <summary>The action that is not available to agent 0.</summary>
    public const int Stay = 4;

    private readonly IEnvironmentBatch _inner = EnvironmentRegistry.WithBuiltIns().Create("predator-prey");

    /// <summary>How often it was disposed.</summary>
    public int Disposals { get; private set; }

    public EnvironmentSpec Spec => _inner.Spec;

    public int Count => _inner.Count;

    public void Reset(int environment, ulong seed) => _inner.Reset(environment, seed);

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results) => _inner.Step(environments, actions, results);

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => _inner.WriteObservations(environments, observations);

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => _inner.WriteState(environments, states);

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        _inner.WriteAvailableActions(environments, available);
        available[Stay] = false;
    }

    public void Dispose() => Disposals++;
}
