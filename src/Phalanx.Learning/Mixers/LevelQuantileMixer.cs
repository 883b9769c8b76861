using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// An unrestricted network of the samples at one level, which it sees as the agents do:
/// <c>Z[k] = MLP [s | Z_1[k] .. Z_n[k] | cos(π j τ_k), j = 0, 1, ..]</c> with two hidden layers.
/// </summary>
/// <remarks>The first layer's product with the state is the same at every level, so it is taken once.</remarks>
public sealed class LevelQuantileMixer<T> : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T> _first;
    private readonly LinearLayer<T> _second;
    private readonly LinearLayer<T> _last;
    private readonly int _state;
    private readonly int _cosines;

    /// <summary>Declares <c>net</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="cosines">Cosines that a level is described by.</param>
    /// <param name="width">Width of its layers.</param>
    public LevelQuantileMixer(ParameterScope<T> scope, TeamShape team, int cosines, int width)
    {
        (_state, _cosines) = (team.State, cosines);
        ParameterScope<T> net = scope.Scope("net");
        _first = new LinearLayer<T>(net.Scope("0"), team.State + team.Agents + cosines, width);
        _second = new LinearLayer<T>(net.Scope("2"), width, width);
        _last = new LinearLayer<T>(net.Scope("4"), width, 1);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input)
    {
        (int steps, int episodes, int count) = (input.Steps, input.Episodes, samples.Shape.Last);
        Tape<T> tape = input.Tape;
        Variable<T> weight = tape.Use(_first.Weight);
        Variable<T> ofState = input.States.Linear(weight.Slice(1, 0, _state), tape.Use(_first.Bias!));
        Variable<T> seen = samples.Transpose(2, 3).Concat(tape.Constant(QuantileLevels.Cosines(tape, levels, _cosines)));
        Variable<T> ofLevel = seen.Linear(weight.Slice(1, _state, input.Agents + _cosines));
        Variable<T> first = (ofLevel + ofState.Reshape((steps, episodes, 1, ofState.Shape.Last))).Relu();
        return _last.Forward(_second.Forward(first, Activation.Relu)).Reshape((steps, episodes, count));
    }
}
