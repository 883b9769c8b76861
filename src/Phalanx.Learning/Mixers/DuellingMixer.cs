using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>QPLEX's mixing network: a duel over values transformed by the state, <c>w(s) = |MLP(s)|</c> and <c>b(s) = MLP(s)</c>.</summary>
public sealed class DuellingMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T> _weights;
    private readonly Perceptron<T> _biases;
    private readonly Duel<T> _duel;
    private readonly bool _transforms;

    /// <summary>Declares <c>hyper_w_final</c>, <c>V</c> and <c>si_weight</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="hypernetWidth">Hidden width of w and b.</param>
    /// <param name="transforms">Whether values are transformed; w and b are there in either case, but may count for nothing.</param>
    /// <param name="kernels">K.</param>
    /// <param name="kernelLayers">Linear layers of a kernel's networks.</param>
    /// <param name="kernelWidth">Their hidden width.</param>
    public DuellingMixer(
        ParameterScope<T> scope, TeamShape team, int hypernetWidth, bool transforms, int kernels, int kernelLayers, int kernelWidth)
    {
        _transforms = transforms;
        _weights = new Perceptron<T>(scope.Scope("hyper_w_final"), [team.State, hypernetWidth, team.Agents]);
        _biases = new Perceptron<T>(scope.Scope("V"), [team.State, hypernetWidth, team.Agents]);
        _duel = new Duel<T>(scope.Scope("si_weight"), team, kernels, kernelLayers, kernelWidth);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => _transforms
        ? _duel.Mix(input, _weights.Forward(input.States, Activation.Abs), _biases.Forward(input.States))
        : _duel.Mix(input, weights: null, biases: null);
}
