using System.Globalization;

namespace Phalanx.Acting;

/// <summary>Refuses a wrong call with one sentence before anything is computed, instead of a wrong action.</summary>
internal sealed class SpanChecks
{
    private readonly PolicyDescription _description;
    private readonly int _firstAgent;
    private readonly int _agents;

    /// <param name="description">The policy.</param>
    /// <param name="agent">The only agent that acts; null for the whole team.</param>
    public SpanChecks(PolicyDescription description, int? agent) =>
        (_description, _firstAgent, _agents) = (description, agent ?? 0, agent is null ? description.Agents : 1);

    public void ThrowUnlessObservationsFit(ReadOnlySpan<float> observations)
    {
        if (_description.Entities != null)
        {
            throw new InvalidOperationException("The team sees entities and was shown observations; hand it SeenEntities instead.");
        }

        ThrowUnlessLengthFits(observations.Length, (_agents, "agents"), (_description.ObservationSize, "numbers"), nameof(observations));
    }

    public void ThrowUnlessEntitiesFit(SeenEntities entities)
    {
        if (!(_description.Entities is { } spec))
        {
            throw new InvalidOperationException("The team sees observations and was shown entities; hand it its observations instead.");
        }

        ThrowUnlessLengthFits(entities.Rows.Length, (spec.Count, "entities"), (spec.Width, "features"), nameof(entities.Rows));
        ThrowUnlessLengthFits(entities.Absent.Length, (spec.Count, "entities"), (1, "flag"), nameof(entities.Absent));
        ThrowUnlessLengthFits(entities.Hidden.Length, (_agents, "agents"), (spec.Count, "entities"), nameof(entities.Hidden));
    }

    public void ThrowUnlessDiscrete(ReadOnlySpan<bool> available, ReadOnlySpan<int> actions)
    {
        ThrowIfContinuous("call the Act that fills numbers and is told of no available actions");
        int count = _description.Actions.Count;
        ThrowUnlessLengthFits(available.Length, (_agents, "agents"), (count, "actions"), nameof(available));
        ThrowUnlessLengthFits(actions.Length, (_agents, "agents"), (1, "action"), nameof(actions));
        for (int agent = 0; agent < _agents; agent++)
        {
            if (available.Slice(agent * count, count).IndexOf(true) < 0)
            {
                throw new ArgumentException($"Agent {_firstAgent + agent} has no available action; each agent needs at least one.", nameof(available));
            }
        }
    }

    public void ThrowUnlessContinuous(ReadOnlySpan<float> actions)
    {
        PolicyActions spec = _description.Actions;
        if (spec.IsDiscrete)
        {
            throw new InvalidOperationException(
                $"The team has {spec.Count} discrete actions; call the Act that is told which are available and fills one for each agent.");
        }

        ThrowUnlessLengthFits(actions.Length, (_agents, "agents"), (spec.Dimensions, "numbers"), nameof(actions));
    }

    public void ThrowUnlessAgent(int agent)
    {
        if (agent < 0 || agent >= _agents)
        {
            throw new ArgumentOutOfRangeException(nameof(agent), $"There is no agent {agent}; the team has {_agents}, counted from 0.");
        }
    }

    public void ThrowUnlessAction(int action)
    {
        ThrowIfContinuous("only discrete actions are kept from step to step");
        if (action < 0 || action >= _description.Actions.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(action), $"There is no action {action}; an agent has {_description.Actions.Count}, counted from 0.");
        }
    }

    private void ThrowIfContinuous(string advice)
    {
        PolicyActions spec = _description.Actions;
        if (!spec.IsDiscrete)
        {
            string dimensions = spec.Dimensions.ToString(CultureInfo.InvariantCulture);
            throw new InvalidOperationException($"The team's actions have {dimensions} continuous dimensions; {advice}.");
        }
    }

    private static void ThrowUnlessLengthFits(int length, (int Count, string Name) outer, (int Count, string Name) inner, string span)
    {
        if (length != outer.Count * inner.Count)
        {
            throw new ArgumentException(
                $"'{span}' has the length {length}; {outer.Count} {outer.Name} x {inner.Count} {inner.Name} make {outer.Count * inner.Count}.");
        }
    }
}
