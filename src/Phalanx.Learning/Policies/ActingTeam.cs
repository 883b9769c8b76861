using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Policies;

/// <summary>
/// A team that acts in one environment that the caller steps: it receives what the agents see and returns their actions. This is what a
/// game holds. After its first step it allocates nothing.
/// </summary>
/// <remarks>
/// Which <c>Act</c> to call follows from the team: one that takes observations, or <see cref="SeenEntities"/> where <see cref="SeesEntities"/>;
/// one that fills an action per agent, or numbers where actions are continuous. All spans have the order of <see cref="IEnvironment"/>, so what
/// an environment writes can be passed on as it is. Every other overload throws, and a call that throws changes nothing.
/// </remarks>
public sealed partial class ActingTeam
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("acting team");

    private readonly Policy _policy;
    private readonly Tape<float> _tape = new() { Records = false };
    private readonly float[] _hiddenStates;
    private readonly int[] _lastActions;
    private RandomStream _stream;

    /// <summary>A team that acts by a policy; several may share one.</summary>
    /// <exception cref="ArgumentException">The policy lacks something that its team needs to act.</exception>
    public ActingTeam(Policy policy)
    {
        ThrowIfIncomplete(policy);
        _policy = policy;
        _hiddenStates = new float[policy.Team.Agents * policy.Network.HiddenSize];
        _lastActions = new int[policy.Team.Agents];
        Begin();
    }

    /// <summary>The sizes of the team, and so of the spans to pass.</summary>
    public TeamShape Team => _policy.Team;

    /// <summary>Whether it sees entities; otherwise it sees observations.</summary>
    public bool SeesEntities => _policy.Network.SeesEntities;

    /// <summary>Begins an episode: hidden states are zero, and no agent has a last action.</summary>
    /// <param name="seed">Where exploration draws from; without exploration nothing is drawn.</param>
    public void Begin(ulong seed = 0)
    {
        _hiddenStates.AsSpan().Clear();
        _lastActions.AsSpan().Fill(-1);
        _stream = new RandomStream(seed, Purpose, 0);
    }

    /// <summary>Lets every agent choose one of its actions, of what it observes.</summary>
    /// <param name="observations">[agents x observation], what each sees.</param>
    /// <param name="available">[agents x actions], which actions each may choose, at least one.</param>
    /// <param name="actions">[agents], receives what each does.</param>
    /// <param name="progress">How much to explore; by default not at all.</param>
    /// <exception cref="ArgumentException">A span has a wrong length, or an agent has no action.</exception>
    /// <exception cref="InvalidOperationException">The team sees entities, or its actions are continuous.</exception>
    public void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> available, Span<int> actions, RunProgress? progress = null)
    {
        ThrowUnlessObservationsFit(observations);
        ThrowUnlessDiscrete(available, actions);
        Choose(NetworkOutputs(observations, default), available, actions, progress);
    }

    /// <summary>Lets every agent choose one of its actions, of the entities that it sees.</summary>
    /// <param name="entities">The entities, and who sees them.</param>
    /// <param name="available">[agents x actions], which actions each may choose, at least one.</param>
    /// <param name="actions">[agents], receives what each does.</param>
    /// <param name="progress">How much to explore; by default not at all.</param>
    /// <exception cref="ArgumentException">A span has a wrong length, or an agent has no action.</exception>
    /// <exception cref="InvalidOperationException">The team sees observations, or its actions are continuous.</exception>
    public void Act(SeenEntities entities, ReadOnlySpan<bool> available, Span<int> actions, RunProgress? progress = null)
    {
        ThrowUnlessEntitiesFit(entities);
        ThrowUnlessDiscrete(available, actions);
        Choose(NetworkOutputs(default, entities), available, actions, progress);
    }

    /// <summary>Lets every agent choose the numbers of a continuous action, of what it observes.</summary>
    /// <param name="observations">[agents x observation], what each sees.</param>
    /// <param name="actions">[agents x dimensions], receives what each does, within the bounds.</param>
    /// <param name="progress">How much to explore; by default not at all.</param>
    /// <exception cref="ArgumentException">A span has a wrong length.</exception>
    /// <exception cref="InvalidOperationException">The team sees entities, or its actions are discrete.</exception>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions, RunProgress? progress = null)
    {
        ThrowUnlessObservationsFit(observations);
        ThrowUnlessContinuous(actions);
        _policy.Choose(NetworkOutputs(observations, default), progress ?? RunProgress.Test(), ref _stream, actions);
    }

    /// <summary>Lets every agent choose the numbers of a continuous action, of the entities that it sees.</summary>
    /// <param name="entities">The entities, and who sees them.</param>
    /// <param name="actions">[agents x dimensions], receives what each does, within the bounds.</param>
    /// <param name="progress">How much to explore; by default not at all.</param>
    /// <exception cref="ArgumentException">A span has a wrong length.</exception>
    /// <exception cref="InvalidOperationException">The team sees observations, or its actions are discrete.</exception>
    public void Act(SeenEntities entities, Span<float> actions, RunProgress? progress = null)
    {
        ThrowUnlessEntitiesFit(entities);
        ThrowUnlessContinuous(actions);
        _policy.Choose(NetworkOutputs(default, entities), progress ?? RunProgress.Test(), ref _stream, actions);
    }

    /// <summary>The outputs of the network for all agents. Their hidden states advance by one slot.</summary>
    private ReadOnlySpan<float> NetworkOutputs(ReadOnlySpan<float> observations, SeenEntities entities)
    {
        _tape.Reset();
        return _policy.Network.Act(_tape, _policy.CreateInputs(_tape, 1, observations, entities, _lastActions), _hiddenStates).Span;
    }

    private void Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, Span<int> actions, RunProgress? progress)
    {
        _policy.Choose(outputs, available, progress ?? RunProgress.Test(), ref _stream, actions);
        actions.CopyTo(_lastActions);
    }
}
