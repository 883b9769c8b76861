using Phalanx.Environments;

namespace Phalanx.Learning.Policies;

// Refuses a wrong call with one sentence before any agent acts, instead of a wrong action.
public sealed partial class ActingTeam
{
    private static void ThrowIfIncomplete(Policy policy)
    {
        if (policy.Network.SeesEntities && policy.Team.Entities is null)
        {
            throw new ArgumentException("The policy's network sees entities, but its team declares none.", nameof(policy));
        }

        if (policy.Team.ContinuousActions is not null && policy.ContinuousRule is null)
        {
            throw new ArgumentException("The team's actions are continuous, but the policy has no rule for those.", nameof(policy));
        }
    }

    private void ThrowUnlessObservationsFit(ReadOnlySpan<float> observations)
    {
        if (SeesEntities)
        {
            throw new InvalidOperationException("The team sees entities and was shown observations; hand it SeenEntities instead.");
        }

        ThrowUnlessLengthFits(observations.Length, (Team.Agents, "agents"), (Team.Observation, "numbers"), nameof(observations));
    }

    private void ThrowUnlessEntitiesFit(SeenEntities entities)
    {
        if (!SeesEntities)
        {
            throw new InvalidOperationException("The team sees observations and was shown entities; hand it its observations instead.");
        }

        EntitySpec spec = Team.Entities!;
        ThrowUnlessLengthFits(entities.Rows.Length, (spec.Count, "entities"), (spec.Width, "features"), nameof(entities.Rows));
        ThrowUnlessLengthFits(entities.Absent.Length, (spec.Count, "entities"), (1, "flag"), nameof(entities.Absent));
        ThrowUnlessLengthFits(entities.Hidden.Length, (Team.Agents, "agents"), (spec.Count, "entities"), nameof(entities.Hidden));
    }

    private void ThrowUnlessDiscrete(ReadOnlySpan<bool> available, ReadOnlySpan<int> actions)
    {
        if (Team.ContinuousActions is not null)
        {
            throw new InvalidOperationException(
                $"The team's actions have {Team.ContinuousActions}; call the Act that fills numbers and is told of no available actions.");
        }

        ThrowUnlessLengthFits(available.Length, (Team.Agents, "agents"), (Team.Actions, "actions"), nameof(available));
        ThrowUnlessLengthFits(actions.Length, (Team.Agents, "agents"), (1, "action"), nameof(actions));
        for (int agent = 0; agent < Team.Agents; agent++)
        {
            if (!available.Slice(agent * Team.Actions, Team.Actions).Contains(true))
            {
                throw new ArgumentException($"Agent {agent} has no available action; each agent needs at least one.", nameof(available));
            }
        }
    }

    private void ThrowUnlessContinuous(ReadOnlySpan<float> actions)
    {
        if (Team.ContinuousActions is null)
        {
            throw new InvalidOperationException(
                $"The team has {Team.Actions} discrete actions; call the Act that is told which are available and fills one for each agent.");
        }

        ThrowUnlessLengthFits(actions.Length, (Team.Agents, "agents"), (Team.ActionDimensions, "numbers"), nameof(actions));
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
