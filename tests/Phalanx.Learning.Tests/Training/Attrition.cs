using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Tests.Training;

/// <summary>
/// Three agents that are lost one after the other at times that follow from the seed, and then can do nothing but action 0. The first slots show
/// who will be lost when, so that a test knows it without asking. Some episodes end truly, others are cut off.
/// </summary>
internal sealed class Attrition : IEnvironment
{
    public const int Agents = 3;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("attrition");

    private readonly int[] _lostAt = new int[Agents];
    private int _length;
    private int _steps;

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "attrition",
        Agents = Agents,
        Actions = ActionSpec.Discrete(3),
        ObservationSize = 2,
        StateSize = 2 + Agents,
        EpisodeLimit = 8,
        DeclaresAlive = true,
    };

    /// <summary>Whether an agent is alive in a slot whose state this is.</summary>
    public static bool IsAlive(ReadOnlySpan<float> state, int agent) => state[0] < state[2 + agent];

    public void Reset(ulong seed)
    {
        var stream = new RandomStream(seed, Purpose, 0);
        _length = 2 + stream.NextInt(Spec.EpisodeLimit - 1);
        foreach (ref int lost in _lostAt.AsSpan())
        {
            lost = 1 + stream.NextInt(Spec.EpisodeLimit);
        }

        _steps = 0;
    }

    public StepResult Step(JointAction action)
    {
        _steps++;
        bool ends = _steps == _length;
        return new StepResult(action.Discrete[0] + (0.5 * action.Discrete[1]), ends && _length % 2 == 0, ends && _length % 2 == 1);
    }

    public void WriteObservations(Span<float> observations)
    {
        for (int agent = 0; agent < Agents; agent++)
        {
            (observations[2 * agent], observations[(2 * agent) + 1]) = (_steps, _lostAt[agent]);
        }
    }

    public void WriteState(Span<float> state)
    {
        (state[0], state[1]) = (_steps, _length);
        for (int agent = 0; agent < Agents; agent++)
        {
            state[2 + agent] = _lostAt[agent];
        }
    }

    public void WriteAvailableActions(Span<bool> available)
    {
        for (int i = 0; i < available.Length; i++)
        {
            available[i] = i % 3 == 0 || _steps < _lostAt[i / 3];
        }
    }

    public void WriteAlive(Span<bool> alive)
    {
        for (int agent = 0; agent < Agents; agent++)
        {
            alive[agent] = _steps < _lostAt[agent];
        }
    }
}
