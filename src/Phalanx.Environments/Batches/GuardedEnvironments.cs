namespace Phalanx.Environments;

/// <summary>A batch that is checked while it runs. What it checks is cheap beside the step itself, and it allocates nothing.</summary>
internal sealed class GuardedEnvironments : IEnvironmentBatch
{
    private const int NeverWritten = -1;

    private readonly EpisodeTracker _episodes;

    // What the caller was last told it may do, and at which step of the episode: masks are not asked for a second time.
    private readonly bool[] _available;
    private readonly int[] _availableAt;

    // The same of who is alive, so that the two can be compared whichever is written first.
    private readonly bool[] _alive;
    private readonly int[] _aliveAt;

    public GuardedEnvironments(IEnvironmentBatch inner)
    {
        Inner = inner;
        Spec = inner.Spec;
        _episodes = new EpisodeTracker(Spec, inner.Count);
        _available = new bool[inner.Count * MaskWidth];
        _availableAt = new int[inner.Count];
        _alive = new bool[inner.Count * Spec.Agents];
        _aliveAt = new int[inner.Count];
        _availableAt.AsSpan().Fill(NeverWritten);
        _aliveAt.AsSpan().Fill(NeverWritten);
    }

    /// <summary>The batch that is checked.</summary>
    public IEnvironmentBatch Inner { get; }

    public EnvironmentSpec Spec { get; }

    public int Count => Inner.Count;

    public IReadOnlyDictionary<string, string> Simulator => Inner.Simulator;

    private int MaskWidth => Spec.Agents * Spec.Actions.Count;

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _availableAt[environment] = NeverWritten;
        _aliveAt[environment] = NeverWritten;
        Inner.Reset(environment, seed);
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environments[row], action);
            CheckAvailable(environments[row], action.Discrete);
        }

        Inner.Step(environments, actions, results);
        EndSteps(environments, results);
    }

    public void StepByScript(int script, ReadOnlySpan<int> environments, Span<StepResult> results)
    {
        foreach (int environment in environments)
        {
            _episodes.CheckScript(environment, script);
        }

        Inner.StepByScript(script, environments, results);
        EndSteps(environments, results);
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        int width = Spec.Agents * Spec.ObservationSize;
        Span<float> written = observations[..(environments.Length * width)];
        Inner.WriteObservations(environments, written);
        int bad = Buffers.IndexOfNonFinite(written);
        if (bad >= 0)
        {
            (int agent, int place) = Math.DivRem(bad % width, Spec.ObservationSize);
            throw _episodes.Breach(
                environments[bad / width],
                $"number {place} of the observation of agent {agent} is {written[bad]}; observations must be finite");
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        Span<float> written = states[..(environments.Length * Spec.StateSize)];
        Inner.WriteState(environments, written);
        int bad = Buffers.IndexOfNonFinite(written);
        if (bad >= 0)
        {
            throw _episodes.Breach(
                environments[bad / Spec.StateSize], $"number {bad % Spec.StateSize} of the state is {written[bad]}; states must be finite");
        }
    }

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        Inner.WriteAvailableActions(environments, available);
        if (!Spec.Actions.IsDiscrete)
        {
            return;
        }

        for (int row = 0; row < environments.Length; row++)
        {
            Span<bool> mask = Buffers.Row(available, row, MaskWidth);
            for (int agent = 0; agent < Spec.Agents; agent++)
            {
                if (!Buffers.Row(mask, agent, Spec.Actions.Count).Contains(true))
                {
                    throw _episodes.Breach(
                        environments[row],
                        $"agent {agent} has no available action; every agent must have at least one, if only to do nothing");
                }
            }

            mask.CopyTo(Buffers.Row<bool>(_available, environments[row], MaskWidth));
            _availableAt[environments[row]] = _episodes.StepsOf(environments[row]);
            CheckAlive(environments[row]);
        }
    }

    public void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive)
    {
        Inner.WriteAlive(environments, alive);
        for (int row = 0; row < environments.Length; row++)
        {
            Buffers.Row(alive, row, Spec.Agents).CopyTo(Buffers.Row<bool>(_alive, environments[row], Spec.Agents));
            _aliveAt[environments[row]] = _episodes.StepsOf(environments[row]);
            CheckAlive(environments[row]);
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics) =>
        Inner.WriteStatistics(environments, statistics);

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features) =>
        Inner.WriteAgentFeatures(environments, features);

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden) =>
        Inner.WriteEntities(environments, rows, absent, hidden);

    public string? FindFault(int environment) => Inner.FindFault(environment);

    public Frame? Draw(int environment) => Inner.Draw(environment);

    public void Dispose() => Inner.Dispose();

    private void EndSteps(ReadOnlySpan<int> environments, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            results[row] = _episodes.EndStep(environments[row], results[row]);
        }
    }

    /// <summary>Checks who is alive, once that and, where actions are discrete, the available ones have been written in the same slot.</summary>
    private void CheckAlive(int environment)
    {
        int step = _episodes.StepsOf(environment);
        if (_aliveAt[environment] == step
            && (MaskWidth == 0 || _availableAt[environment] == step)
            && AliveRule.Breach(
                Spec, Buffers.Row<bool>(_alive, environment, Spec.Agents), Buffers.Row<bool>(_available, environment, MaskWidth)) is { } breach)
        {
            throw _episodes.Breach(environment, breach);
        }
    }

    private void CheckAvailable(int environment, ReadOnlySpan<int> actions)
    {
        if (_availableAt[environment] != _episodes.StepsOf(environment))
        {
            return;
        }

        Span<bool> mask = Buffers.Row<bool>(_available, environment, MaskWidth);
        for (int agent = 0; agent < actions.Length; agent++)
        {
            if (!mask[(agent * Spec.Actions.Count) + actions[agent]])
            {
                throw _episodes.Breach(environment, $"agent {agent} was told to take action {actions[agent]}, which is not available");
            }
        }
    }
}
