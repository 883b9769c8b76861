namespace Phalanx.Acting;

/// <summary>
/// What a policy is, without its weights: what the team sees and chooses, where the policy comes from, and the operations that make values of what is seen. It
/// knows no algorithm; what acts by it or translates it reads these operations alone.
/// </summary>
public sealed class PolicyDescription
{
    /// <summary>The given value [agents, <see cref="ObservationSize"/>], where the team sees observations.</summary>
    public const string Observation = "observation";

    /// <summary>The given value [entities, width], where the team sees entities.</summary>
    public const string Entity = "entity";

    /// <summary>The name of the value that the last operation makes, [agents, outputs].</summary>
    public const string Value = "value";

    /// <summary>A description.</summary>
    /// <param name="origin">Where the policy comes from.</param>
    /// <param name="agents">How many agents there are.</param>
    /// <param name="observationSize">How many numbers an agent observes; 0 where the team sees entities.</param>
    /// <param name="entities">The entities; null where the team sees observations.</param>
    /// <param name="actions">What an agent chooses.</param>
    /// <param name="memory">How many numbers an agent keeps from step to step; 0 for none.</param>
    /// <param name="operations">The operations, in order.</param>
    /// <param name="action">How values become actions.</param>
    public PolicyDescription(
        PolicyOrigin origin,
        int agents,
        int observationSize,
        PolicyEntities? entities,
        PolicyActions actions,
        int memory,
        IReadOnlyList<PolicyOperation> operations,
        PolicyActionKind action)
    {
        (Origin, Agents, ObservationSize, Entities, Actions, Memory) = (origin, agents, observationSize, entities, actions, memory);
        Operations = new List<PolicyOperation>(operations).AsReadOnly();
        Action = action;
        foreach (PolicyOperation operation in Operations)
        {
            UsesAgents |= operation is LinearEachOperation;
            if (operation is LinearOperation linear)
            {
                foreach (PolicyLookup lookup in linear.Lookups)
                {
                    UsesLastActions |= lookup.Index == PolicyIndex.LastAction;
                    UsesAgents |= lookup.Index == PolicyIndex.Agent;
                }
            }
        }
    }

    /// <summary>Where the policy comes from.</summary>
    public PolicyOrigin Origin { get; }

    /// <summary>How many agents there are.</summary>
    public int Agents { get; }

    /// <summary>How many numbers an agent observes; 0 where the team sees entities.</summary>
    public int ObservationSize { get; }

    /// <summary>The entities; null where the team sees observations.</summary>
    public PolicyEntities? Entities { get; }

    /// <summary>What an agent chooses.</summary>
    public PolicyActions Actions { get; }

    /// <summary>How many numbers an agent keeps from step to step; 0 for none. They are zeros at the beginning of an episode.</summary>
    public int Memory { get; }

    /// <summary>The operations, in order. The last one makes <see cref="Value"/>.</summary>
    public IReadOnlyList<PolicyOperation> Operations { get; }

    /// <summary>How values become actions.</summary>
    public PolicyActionKind Action { get; }

    /// <summary>Whether an operation looks the last actions up.</summary>
    public bool UsesLastActions { get; }

    /// <summary>Whether an operation reads which agent a row is.</summary>
    public bool UsesAgents { get; }

    /// <summary>The description as files hold it: JSON on one line, the same letters for the same description.</summary>
    public string ToJson() => DescriptionWriter.Write(this);
}
