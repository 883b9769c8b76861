namespace Phalanx.Environments;

/// <summary>
/// A batch whose environments are worlds in which agents see what is around them, and whose state is all that they see together, agent after
/// agent. It keeps the episodes and walks the lists; what is left to say is how a world begins, how it goes on, and what one agent sees.
/// </summary>
internal abstract class WorldBatch : IEnvironmentBatch
{
    protected WorldBatch(EnvironmentSpec spec, int count)
    {
        Spec = spec;
        Episodes = new EpisodeTracker(spec, count);
    }

    public EnvironmentSpec Spec { get; }

    public int Count => Episodes.Count;

    protected EpisodeTracker Episodes { get; }

    public void Reset(int environment, ulong seed)
    {
        Episodes.Begin(environment, seed);
        Begin(environment, seed);
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            Episodes.CheckStep(environment, action);
            (double reward, bool terminated) = Advance(environment, action.Discrete);
            results[row] = Episodes.EndStep(environment, reward, terminated);
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            for (int agent = 0; agent < Spec.Agents; agent++)
            {
                Observe(environments[row], agent, Buffers.Row(observations, (row * Spec.Agents) + agent, Spec.ObservationSize));
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => WriteObservations(environments, states);

    public virtual void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available) => available.Fill(true);

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            Measure(environments[row], Buffers.Row(statistics, row, Spec.Statistics.Count));
        }
    }

    public abstract Frame? Draw(int environment);

    /// <summary>Draws how the world is at first.</summary>
    protected abstract void Begin(int environment, ulong seed);

    /// <summary>Takes one step; the actions are known to exist.</summary>
    protected abstract (double Reward, bool Terminated) Advance(int environment, ReadOnlySpan<int> actions);

    /// <summary>Writes every number that one agent sees.</summary>
    protected abstract void Observe(int environment, int agent, Span<float> values);

    /// <summary>Writes the statistics of the episode.</summary>
    protected abstract void Measure(int environment, Span<float> statistics);
}
