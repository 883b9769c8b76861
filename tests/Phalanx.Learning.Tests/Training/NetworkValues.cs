using Phalanx.Learning.Policies;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Training;

/// <summary>The outputs of a network as an acting team computes them, which it does not show.</summary>
internal sealed class NetworkValues(Policy policy)
{
    private readonly Tape<float> _tape = new() { Records = false };
    private readonly float[] _hiddenStates = new float[policy.Team.Agents * policy.Network.HiddenSize];

    public int[] LastActions { get; } = new int[policy.Team.Agents];

    public void Begin()
    {
        _hiddenStates.AsSpan().Clear();
        LastActions.AsSpan().Fill(-1);
    }

    public ReadOnlySpan<float> Next(SyntheticGame game)
    {
        _tape.Reset();
        var seen = new SeenEntities(game.Rows, game.Absent, game.Hidden);
        return policy.Network.Act(_tape, policy.CreateInputs(_tape, 1, game.Observations, seen, LastActions), _hiddenStates).Span;
    }
}
