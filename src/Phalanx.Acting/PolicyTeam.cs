namespace Phalanx.Acting;

/// <summary>
/// A team that acts in one world, greedily: it receives what the agents see and returns their actions. It is not thread-safe; a program with many worlds makes a team
/// for each of them. After it is made it allocates nothing.
/// </summary>
/// <remarks>
/// Which <c>Act</c> to call follows from the policy: one that takes observations or <see cref="SeenEntities"/>; one that fills an action for each agent, or numbers
/// where actions are continuous. Every other overload throws, and a call that throws changes nothing.
/// </remarks>
public sealed class PolicyTeam
{
    private readonly PolicyWorkspace _workspace;
    private readonly SpanChecks _checks;
    private readonly ActionChoice _choice;

    internal PolicyTeam(PolicyPlan plan)
    {
        PolicyDescription description = plan.Policy.Description;
        _workspace = new PolicyWorkspace(plan, 0, description.Agents);
        _checks = new SpanChecks(description, agent: null);
        _choice = new ActionChoice(description);
    }

    /// <summary>[agents x outputs], what the network made in the last step: for overlays, and for draws of one's own. Zeros before the first.</summary>
    public ReadOnlySpan<float> Outputs => _workspace.Outputs;

    /// <summary>The bytes of a saved state.</summary>
    public int StateLength => PolicyState.Length(_workspace);

    /// <summary>Begins an episode: all agents forget, and none has a last action.</summary>
    public void Begin() => _workspace.Begin();

    /// <summary>Lets every agent choose one of its actions, of what it observes.</summary>
    /// <param name="observations">[agents x observation], what each sees.</param>
    /// <param name="available">[agents x actions], which actions each may choose, at least one.</param>
    /// <param name="actions">[agents], receives what each does.</param>
    /// <exception cref="ArgumentException">A span has a wrong length, or an agent has no action.</exception>
    /// <exception cref="InvalidOperationException">The team sees entities, or its actions are continuous.</exception>
    public void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> available, Span<int> actions)
    {
        _checks.ThrowUnlessObservationsFit(observations);
        _checks.ThrowUnlessDiscrete(available, actions);
        _workspace.See(observations);
        _workspace.Compute();
        Choose(available, actions);
    }

    /// <summary>Lets every agent choose the numbers of an action, of what it observes.</summary>
    /// <param name="observations">[agents x observation], what each sees.</param>
    /// <param name="actions">[agents x dimensions], receives what each does, within the bounds.</param>
    /// <exception cref="ArgumentException">A span has a wrong length.</exception>
    /// <exception cref="InvalidOperationException">The team sees entities, or its actions are discrete.</exception>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        _checks.ThrowUnlessObservationsFit(observations);
        _checks.ThrowUnlessContinuous(actions);
        _workspace.See(observations);
        _workspace.Compute();
        _choice.Choose(_workspace.Outputs, actions);
    }

    /// <summary>Lets every agent choose one of its actions, of the entities that it sees.</summary>
    /// <param name="entities">The entities, and who sees them.</param>
    /// <param name="available">[agents x actions], which actions each may choose, at least one.</param>
    /// <param name="actions">[agents], receives what each does.</param>
    /// <exception cref="ArgumentException">A span has a wrong length, or an agent has no action.</exception>
    /// <exception cref="InvalidOperationException">The team sees observations, or its actions are continuous.</exception>
    public void Act(SeenEntities entities, ReadOnlySpan<bool> available, Span<int> actions)
    {
        _checks.ThrowUnlessEntitiesFit(entities);
        _checks.ThrowUnlessDiscrete(available, actions);
        Compute(entities);
        Choose(available, actions);
    }

    /// <summary>Lets every agent choose the numbers of an action, of the entities that it sees.</summary>
    /// <param name="entities">The entities, and who sees them.</param>
    /// <param name="actions">[agents x dimensions], receives what each does, within the bounds.</param>
    /// <exception cref="ArgumentException">A span has a wrong length.</exception>
    /// <exception cref="InvalidOperationException">The team sees observations, or its actions are discrete.</exception>
    public void Act(SeenEntities entities, Span<float> actions)
    {
        _checks.ThrowUnlessEntitiesFit(entities);
        _checks.ThrowUnlessContinuous(actions);
        Compute(entities);
        _choice.Choose(_workspace.Outputs, actions);
    }

    /// <summary>Lets one agent begin anew, as after it was replaced: it forgets, and has no last action.</summary>
    /// <param name="agent">Which agent, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such agent.</exception>
    public void Forget(int agent)
    {
        _checks.ThrowUnlessAgent(agent);
        int memory = _workspace.Memory.Length / _workspace.Agents;
        _workspace.Memory.AsSpan(agent * memory, memory).Clear();
        _workspace.LastActions[agent] = -1;
    }

    /// <summary>Tells that an agent did something else than it chose: that is its last action then.</summary>
    /// <param name="agent">Which agent, counted from 0.</param>
    /// <param name="action">What it did.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such agent, or no such action.</exception>
    /// <exception cref="InvalidOperationException">Actions are continuous.</exception>
    public void Correct(int agent, int action)
    {
        _checks.ThrowUnlessAgent(agent);
        _checks.ThrowUnlessAction(action);
        _workspace.LastActions[agent] = action;
    }

    /// <summary>Writes what the team keeps from step to step, for saved games and for worlds that step back: on every machine the same bytes.</summary>
    /// <param name="state">[<see cref="StateLength"/>], receives the state.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public void SaveState(Span<byte> state) => PolicyState.Save(_workspace, state);

    /// <summary>Gives the team what another team of the same policy kept.</summary>
    /// <param name="state">What <see cref="SaveState"/> wrote.</param>
    /// <exception cref="ArgumentException">It is no state of this team; nothing has changed then.</exception>
    public void RestoreState(ReadOnlySpan<byte> state) => PolicyState.Restore(_workspace, _choice.Actions, state);

    private void Compute(SeenEntities entities)
    {
        _workspace.See(entities.Rows);
        _workspace.See(entities.Absent, entities.Hidden);
        _workspace.Compute();
    }

    private void Choose(ReadOnlySpan<bool> available, Span<int> actions)
    {
        _choice.Choose(_workspace.Outputs, available, actions);
        actions.CopyTo(_workspace.LastActions);
    }
}
