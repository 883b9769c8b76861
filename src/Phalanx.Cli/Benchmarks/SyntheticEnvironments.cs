using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Cli.Benchmarks;

/// <summary>Environments of a shape that do nothing: they show numbers drawn once, so that what is measured around them is not their own work.</summary>
internal sealed class SyntheticEnvironments : IEnvironmentBatch
{
    private readonly float[] _observations;
    private readonly float[] _state;
    private readonly int[] _steps;

    public SyntheticEnvironments(LearnerShape shape, int count)
    {
        Spec = shape.Specification;
        _steps = new int[count];
        _observations = new float[Spec.Agents * Spec.ObservationSize];
        _state = new float[Spec.StateSize];
        var stream = new RandomStream(0, StreamPurpose.Named("synthetic environments"), 0);
        stream.FillUniform(_observations, -1, 1);
        stream.FillUniform(_state, -1, 1);
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _steps.Length;

    public void Reset(int environment, ulong seed) => _steps[environment] = 0;

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            results[row] = new StepResult(0, false, ++_steps[environments[row]] == Spec.EpisodeLimit);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _observations.CopyTo(observations[(row * _observations.Length)..]);
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _state.CopyTo(states[(row * _state.Length)..]);
        }
    }
}
