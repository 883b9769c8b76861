using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// Environments of a shape that do nothing: what they show is a window on numbers drawn once, another one at every step, so that what is measured
/// around them is not their own work. All entities are there, and an agent sees itself and about half of the others.
/// </summary>
internal sealed class SyntheticEnvironments : IEnvironmentBatch
{
    private const int Windows = 4096;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("synthetic environments");

    private readonly bool _ragged;
    private readonly float[] _numbers;
    private readonly bool[] _flags;
    private readonly int[] _windows;
    private readonly int[] _steps;
    private readonly int[] _lengths;

    /// <param name="shape">The sizes.</param>
    /// <param name="count">How many environments.</param>
    /// <param name="ragged">Whether episodes end anywhere instead of at the limit.</param>
    public SyntheticEnvironments(LearnerShape shape, int count, bool ragged = false)
    {
        (Spec, _ragged) = (shape.Specification, ragged);
        _windows = new int[count];
        _steps = new int[count];
        _lengths = new int[count];
        EntitySpec entities = shape.Entities;
        var stream = new RandomStream(0, StreamPurpose.Named("synthetic numbers"), 0);
        int most = Math.Max(Math.Max(Spec.Agents * Spec.ObservationSize, Spec.StateSize), entities.Count * entities.Width);
        _numbers = new float[Windows + most];
        stream.FillUniform(_numbers, -1, 1);
        _flags = new bool[Windows + (Spec.Agents * entities.Count)];
        foreach (ref bool flag in _flags.AsSpan())
        {
            flag = stream.NextInt(2) == 0;
        }
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _steps.Length;

    public void Reset(int environment, ulong seed)
    {
        var stream = new RandomStream(seed, Purpose, 0);
        _windows[environment] = stream.NextInt(Windows);
        _lengths[environment] = _ragged ? stream.NextInt(1, Spec.EpisodeLimit + 1) : Spec.EpisodeLimit;
        _steps[environment] = 0;
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            bool over = ++_steps[environment] == _lengths[environment];
            results[row] = new StepResult(_numbers[WindowOf(environment)], Terminated: false, Truncated: over);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => Show(_numbers, environments, observations);

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => Show(_numbers, environments, states);

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        Show(_numbers, environments, rows);
        Show(_flags, environments, hidden);
        absent.Clear();
        int entities = Spec.Entities!.Count;
        for (int row = 0; row < environments.Length * Spec.Agents; row++)
        {
            hidden[(row * entities) + (row % Spec.Agents)] = false;
        }
    }

    private void Show<TElement>(TElement[] drawn, ReadOnlySpan<int> environments, Span<TElement> target)
    {
        int size = target.Length / environments.Length;
        for (int row = 0; row < environments.Length; row++)
        {
            drawn.AsSpan(WindowOf(environments[row]), size).CopyTo(target[(row * size)..]);
        }
    }

    private int WindowOf(int environment) => (_windows[environment] + (_steps[environment] * 17)) % Windows;
}
