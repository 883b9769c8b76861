using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// A network over the state that gives a mixer its weights: one linear layer, or two with a ReLU between them, which are then named <c>0</c> and
/// <c>2</c>.
/// </summary>
internal sealed class Hypernetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T>? _single;
    private readonly Perceptron<T>? _deep;

    /// <summary>Declares it.</summary>
    public Hypernetwork(ParameterScope<T> scope, int inputs, int width, int outputs, int layers)
    {
        if (layers == 1)
        {
            _single = new LinearLayer<T>(scope, inputs, outputs);
        }
        else
        {
            _deep = new Perceptron<T>(scope, [inputs, width, outputs]);
        }
    }

    /// <summary>The weights, [.., outputs].</summary>
    public Variable<T> Forward(Variable<T> states, Activation last = Activation.Identity) =>
        _single?.Forward(states, last) ?? _deep!.Forward(states, last);
}
