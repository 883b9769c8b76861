using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Single environments as a batch, one after the other and nothing more.</summary>
internal sealed class AdaptedEnvironments : IEnvironmentBatch
{
    private readonly IEnvironment[] _environments;

    public AdaptedEnvironments(Func<IEnvironment> create, int count)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _environments = new IEnvironment[count];
        try
        {
            for (int index = 0; index < count; index++)
            {
                _environments[index] = create() ?? throw new InvalidOperationException("The function that makes an environment returned null.");
            }

            Spec = _environments[0].Spec ?? throw new InvalidOperationException($"The Spec of {_environments[0].GetType().Name} is null.");
            ThrowIfNotSeparateAndEqual();
        }
        catch
        {
            Disposal.AfterFailure(this);
            throw;
        }
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _environments.Length;

    public void Reset(int environment, ulong seed) => _environments[environment].Reset(seed);

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            results[row] = _environments[environments[row]].Step(actions.Row(row, Spec));
        }
    }

    public void StepByScript(int script, ReadOnlySpan<int> environments, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            results[row] = _environments[environments[row]].StepByScript(script);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        int width = Spec.Agents * Spec.ObservationSize;
        for (int row = 0; row < environments.Length; row++)
        {
            _environments[environments[row]].WriteObservations(Buffers.Row(observations, row, width));
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _environments[environments[row]].WriteState(Buffers.Row(states, row, Spec.StateSize));
        }
    }

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        int width = Spec.Agents * Spec.Actions.Count;
        for (int row = 0; row < environments.Length; row++)
        {
            _environments[environments[row]].WriteAvailableActions(Buffers.Row(available, row, width));
        }
    }

    public void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _environments[environments[row]].WriteAlive(Buffers.Row(alive, row, Spec.Agents));
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _environments[environments[row]].WriteStatistics(Buffers.Row(statistics, row, Spec.Statistics.Count));
        }
    }

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features)
    {
        int width = Spec.Agents * Spec.AgentFeatureSize;
        for (int row = 0; row < environments.Length; row++)
        {
            _environments[environments[row]].WriteAgentFeatures(Buffers.Row(features, row, width));
        }
    }

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        (int count, int width) = Spec.Entities is { } entities ? (entities.Count, entities.Width) : (0, 0);
        for (int row = 0; row < environments.Length; row++)
        {
            _environments[environments[row]].WriteEntities(
                Buffers.Row(rows, row, count * width),
                Buffers.Row(absent, row, count),
                Buffers.Row(hidden, row, Spec.Agents * count));
        }
    }

    public string? FindFault(int environment) => _environments[environment].FindFault();

    public Frame? Draw(int environment) => _environments[environment].Draw();

    public void Dispose() => Disposal.OfAll(_environments);

    private void ThrowIfNotSeparateAndEqual()
    {
        HashSet<IEnvironment> seen = new(ReferenceEqualityComparer.Instance);
        foreach (IEnvironment environment in _environments)
        {
            if (!seen.Add(environment))
            {
                throw new EnvironmentContractException(
                    Spec.Name, "the function that makes it returned the same object twice; it must make a new one each time");
            }

            if (!Spec.Equals(environment.Spec))
            {
                throw new EnvironmentContractException(
                    Spec.Name, "the function that makes it returned environments with different specifications; they must be equal");
            }
        }
    }
}
