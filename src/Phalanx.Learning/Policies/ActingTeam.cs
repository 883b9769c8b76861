using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Policies;

/// <summary>
/// A team at work in one world that somebody else steps: it is told what the agents see and says what they do. This is what a game
/// holds. After its first step it allocates nothing.
/// </summary>
public sealed class ActingTeam
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("acting team");

    private readonly Policy _policy;
    private readonly Tape<float> _tape = new() { Records = false };
    private readonly float[] _memory;
    private readonly int[] _lastActions;
    private RandomStream _stream;

    /// <summary>A team that acts by a policy; several may share one.</summary>
    public ActingTeam(Policy policy)
    {
        _policy = policy;
        _memory = new float[policy.Team.Agents * policy.Network.Memory];
        _lastActions = new int[policy.Team.Agents];
        Begin();
    }

    /// <summary>Begins an episode: the agents remember nothing.</summary>
    /// <param name="seed">Where exploration draws from; without exploration nothing is drawn.</param>
    public void Begin(ulong seed = 0)
    {
        _memory.AsSpan().Clear();
        _lastActions.AsSpan().Fill(-1);
        _stream = new RandomStream(seed, Purpose, 0);
    }

    /// <summary>Lets every agent choose.</summary>
    /// <param name="observations">[agents x observation], what each sees.</param>
    /// <param name="available">[agents x actions], which actions each may choose, at least one.</param>
    /// <param name="actions">[agents], receives what each does.</param>
    /// <param name="moment">How much to explore; nothing unless it is said.</param>
    public void Act(ReadOnlySpan<float> observations, ReadOnlySpan<bool> available, Span<int> actions, Moment? moment = null)
    {
        TeamShape team = _policy.Team;
        _tape.Reset();
        Tensor<int> ids = _tape.Indices.Rent((1, team.Agents));
        for (int agent = 0; agent < team.Agents; agent++)
        {
            ids.Span[agent] = agent;
        }

        var sight = new Sight<float>
        {
            Observations = _tape.Arena.RentCopy((1, team.Agents, team.Observation), observations),
            LastActions = _tape.Indices.RentCopy((1, team.Agents), _lastActions),
            Ids = ids,
        };
        ReadOnlySpan<float> outputs = _policy.Network.Act(_tape, sight, _memory).Span;
        for (int agent = 0; agent < team.Agents; agent++)
        {
            int first = agent * team.Actions;
            actions[agent] = _policy.Rule.Choose(
                outputs.Slice(first, team.Actions), available.Slice(first, team.Actions), moment ?? Moment.Test(), ref _stream);
        }

        actions.CopyTo(_lastActions);
    }
}
