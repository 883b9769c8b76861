namespace Phalanx.Environments.GroupMatching;

// What there is to see: for each agent its cell, one-hot, then its group, one-hot.
internal sealed partial class GroupMatchingGame
{
    /// <summary>The agent itself, then the others in the order of their ids; those that are hidden are zeros.</summary>
    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        // What the first agent sees, with all others in order, is the state; the rest is moved about from there.
        int width = Spec.ObservationSize;
        for (int row = 0; row < environments.Length; row++)
        {
            Span<float> views = Buffers.Row(observations, row, _agents * width);
            WriteTeam(environments[row], views[..width]);
            for (int agent = 1; agent < _agents; agent++)
            {
                CopyOwnFirst(views[..width], agent, Buffers.Row(views, agent, width));
            }

            for (int agent = 0; agent < _agents && _settings.HideOtherGroups; agent++)
            {
                ClearHidden(environments[row], agent, Buffers.Row(views, agent, width));
            }
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            WriteTeam(environments[row], Buffers.Row(states, row, Spec.StateSize));
        }
    }

    /// <summary>The state consists of nothing else.</summary>
    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features) => WriteState(environments, features);

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        int width = Spec.Entities!.Width;
        rows[..(environments.Length * _agents * width)].Clear();
        absent[..(environments.Length * _agents)].Clear();
        for (int row = 0; row < environments.Length; row++)
        {
            Span<bool> masks = Buffers.Row(hidden, row, _agents * _agents);
            for (int agent = 0; agent < _agents; agent++)
            {
                int start = ((row * _agents) + agent) * width;
                Mark(environments[row], agent, rows, start);
                rows[start + Spec.AgentFeatureSize + agent] = 1;
                for (int other = 0; other < _agents; other++)
                {
                    masks[(agent * _agents) + other] = IsHidden(environments[row], agent, other);
                }
            }
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            statistics[row] = _matched[environments[row]] == _settings.Groups ? 1 : 0;
        }
    }

    private bool IsHidden(int environment, int agent, int other) =>
        _settings.HideOtherGroups && _groups[(environment * _agents) + agent] != _groups[(environment * _agents) + other];

    private void WriteTeam(int environment, Span<float> values)
    {
        values.Clear();
        for (int agent = 0; agent < _agents; agent++)
        {
            Mark(environment, agent, values, agent * Spec.AgentFeatureSize);
        }
    }

    private void CopyOwnFirst(ReadOnlySpan<float> team, int agent, Span<float> view)
    {
        int width = Spec.AgentFeatureSize;
        int start = agent * width;
        team.Slice(start, width).CopyTo(view);
        team[..start].CopyTo(view[width..]);
        team[(start + width)..].CopyTo(view[(start + width)..]);
    }

    private void ClearHidden(int environment, int agent, Span<float> view)
    {
        for (int other = 0; other < _agents; other++)
        {
            if (IsHidden(environment, agent, other))
            {
                // Those before the agent have moved up by one place, which it has taken itself.
                Buffers.Row(view, other < agent ? other + 1 : other, Spec.AgentFeatureSize).Clear();
            }
        }
    }

    private void Mark(int environment, int agent, Span<float> values, int start)
    {
        values[start + _cells[(environment * _agents) + agent]] = 1;
        values[start + _settings.Cells + _groups[(environment * _agents) + agent]] = 1;
    }
}
