namespace Phalanx.Acting;

/// <summary>
/// One agent of a team, by itself: on a server or a robot of its own. It acts bit for bit as it does in a <see cref="PolicyTeam"/>. It is not thread-safe, and
/// allocates nothing after it is made.
/// </summary>
public sealed class PolicyAgent
{
    private readonly PolicyWorkspace _workspace;
    private readonly SpanChecks _checks;
    private readonly ActionChoice _choice;

    internal PolicyAgent(PolicyPlan plan, int id)
    {
        PolicyDescription description = plan.Policy.Description;
        Id = id;
        _workspace = new PolicyWorkspace(plan, id, 1);
        _checks = new SpanChecks(description, agent: id);
        _choice = new ActionChoice(description);
    }

    /// <summary>Which agent it is, counted from 0.</summary>
    public int Id { get; }

    /// <summary>[outputs], what the network made in the last step. Zeros before the first.</summary>
    public ReadOnlySpan<float> Outputs => _workspace.Outputs;

    /// <summary>The bytes of a saved state.</summary>
    public int StateLength => PolicyState.Length(_workspace);

    /// <summary>Begins an episode: the agent forgets, and has no last action.</summary>
    public void Begin() => _workspace.Begin();

    /// <summary>Lets the agent choose one of its actions.</summary>
    /// <param name="observation">[observation], what it sees.</param>
    /// <param name="available">[actions], which actions it may choose, at least one.</param>
    /// <returns>What it does.</returns>
    /// <exception cref="ArgumentException">A span has a wrong length, or the agent has no action.</exception>
    /// <exception cref="InvalidOperationException">Its actions are continuous.</exception>
    public int Act(ReadOnlySpan<float> observation, ReadOnlySpan<bool> available)
    {
        Span<int> action = stackalloc int[1];
        _checks.ThrowUnlessObservationsFit(observation);
        _checks.ThrowUnlessDiscrete(available, action);
        _workspace.See(observation);
        _workspace.Compute();
        _choice.Choose(_workspace.Outputs, available, action);
        return _workspace.LastActions[0] = action[0];
    }

    /// <summary>Lets the agent choose the numbers of an action.</summary>
    /// <param name="observation">[observation], what it sees.</param>
    /// <param name="action">[dimensions], receives what it does, within the bounds.</param>
    /// <exception cref="ArgumentException">A span has a wrong length.</exception>
    /// <exception cref="InvalidOperationException">Its actions are discrete.</exception>
    public void Act(ReadOnlySpan<float> observation, Span<float> action)
    {
        _checks.ThrowUnlessObservationsFit(observation);
        _checks.ThrowUnlessContinuous(action);
        _workspace.See(observation);
        _workspace.Compute();
        _choice.Choose(_workspace.Outputs, action);
    }

    /// <summary>Tells that the agent did something else than it chose: that is its last action then.</summary>
    /// <param name="action">What it did.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    /// <exception cref="InvalidOperationException">Actions are continuous.</exception>
    public void Correct(int action)
    {
        _checks.ThrowUnlessAction(action);
        _workspace.LastActions[0] = action;
    }

    /// <summary>Writes what the agent keeps from step to step: on every machine the same bytes.</summary>
    /// <param name="state">[<see cref="StateLength"/>], receives the state.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public void SaveState(Span<byte> state) => PolicyState.Save(_workspace, state);

    /// <summary>Gives the agent what an agent of the same policy kept.</summary>
    /// <param name="state">What <see cref="SaveState"/> wrote.</param>
    /// <exception cref="ArgumentException">It is no state of this agent; nothing has changed then.</exception>
    public void RestoreState(ReadOnlySpan<byte> state) => PolicyState.Restore(_workspace, _choice.Actions, state);
}
