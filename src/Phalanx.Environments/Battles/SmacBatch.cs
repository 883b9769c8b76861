namespace Phalanx.Environments.Battles;

/// <summary>Battles that are seen through a <see cref="SmacView"/> each. The simulator moves the units, or the game does.</summary>
internal abstract class SmacBatch : IEnvironmentBatch
{
    public abstract EnvironmentSpec Spec { get; }

    public abstract int Count { get; }

    public abstract void Reset(int environment, ulong seed);

    public abstract void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results);

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        int width = Spec.Agents * Spec.ObservationSize;
        for (int row = 0; row < environments.Length; row++)
        {
            ViewOf(environments[row]).WriteObservations(Buffers.Row(observations, row, width));
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            ViewOf(environments[row]).WriteState(Buffers.Row(states, row, Spec.StateSize));
        }
    }

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        int width = Spec.Agents * Spec.Actions.Count;
        for (int row = 0; row < environments.Length; row++)
        {
            ViewOf(environments[row]).WriteAvailableActions(Buffers.Row(available, row, width));
        }
    }

    public void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            ViewOf(environments[row]).WriteAlive(Buffers.Row(alive, row, Spec.Agents));
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            WriteStatisticsOf(environments[row], Buffers.Row(statistics, row, Spec.Statistics.Count));
        }
    }

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features)
    {
        int width = Spec.Agents * Spec.AgentFeatureSize;
        for (int row = 0; row < environments.Length; row++)
        {
            ViewOf(environments[row]).WriteAgentFeatures(Buffers.Row(features, row, width));
        }
    }

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        (int entities, int width) = (Spec.Entities!.Count, Spec.Entities.Width);
        for (int row = 0; row < environments.Length; row++)
        {
            ViewOf(environments[row]).WriteEntities(
                Buffers.Row(rows, row, entities * width),
                Buffers.Row(absent, row, entities),
                Buffers.Row(hidden, row, Spec.Agents * entities));
        }
    }

    /// <summary>What the agents of a battle see now.</summary>
    protected abstract SmacView ViewOf(int environment);

    /// <summary>Writes how a battle went so far.</summary>
    protected virtual void WriteStatisticsOf(int environment, Span<float> statistics) => ViewOf(environment).WriteStatistics(statistics);
}
