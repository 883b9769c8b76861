namespace Phalanx.Environments;

/// <summary>What is true of agents that are not alive: the environment declares that there may be some, and they can only do nothing.</summary>
internal static class AliveRule
{
    /// <summary>The rule that an environment breaks in one slot, without a full stop; null when it breaks none.</summary>
    /// <param name="spec">What the environment is.</param>
    /// <param name="alive">[agents].</param>
    /// <param name="available">[agents x actions]; empty where actions are continuous.</param>
    public static string? Breach(EnvironmentSpec spec, ReadOnlySpan<bool> alive, ReadOnlySpan<bool> available)
    {
        for (int agent = 0; agent < alive.Length; agent++)
        {
            if (alive[agent])
            {
                continue;
            }

            if (!spec.DeclaresAlive)
            {
                return $"agent {agent} is not alive but the specification does not say that agents may be lost; set DeclaresAlive";
            }

            if (spec.Actions.IsDiscrete && CanAct(available.Slice(agent * spec.Actions.Count, spec.Actions.Count)))
            {
                return $"agent {agent} is not alive but may choose; an agent that is not alive has action 0 available and no other";
            }
        }

        return null;
    }

    private static bool CanAct(ReadOnlySpan<bool> available) => !available[0] || available[1..].Contains(true);
}
