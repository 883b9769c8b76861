using System.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Layers;

/// <summary>
/// Linear layers with an activation between them and none after the last. The layers are named by their position in a stack that
/// counts activations too: <c>0</c>, <c>2</c>, <c>4</c>, ...
/// </summary>
public sealed class Perceptron<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T>[] _layers;
    private readonly Activation _hiddenActivation;

    /// <summary>Declares the parameters.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="widths">The width of the input, of every hidden layer, of the output.</param>
    /// <param name="activation">The activation of the hidden layers.</param>
    /// <param name="lastBias">Whether the last layer has a bias.</param>
    /// <exception cref="ArgumentException">There are fewer than two widths.</exception>
    public Perceptron(ParameterScope<T> scope, ReadOnlySpan<int> widths, Activation activation = Activation.Relu, bool lastBias = true)
    {
        if (widths.Length < 2)
        {
            throw new ArgumentException("A perceptron has at least an input and an output width.");
        }

        _hiddenActivation = activation;
        _layers = new LinearLayer<T>[widths.Length - 1];
        for (int i = 0; i < _layers.Length; i++)
        {
            bool last = i == _layers.Length - 1;
            _layers[i] = new LinearLayer<T>(scope.Scope($"{2 * i}"), widths[i], widths[i + 1], !last || lastBias);
        }
    }

    /// <summary>The layers, the first one first.</summary>
    public IReadOnlyList<LinearLayer<T>> Layers => _layers;

    /// <summary>Applies the layers over the last axis.</summary>
    /// <param name="x">The input.</param>
    /// <param name="last">What follows the last layer, where the caller wants it fused.</param>
    public Variable<T> Forward(Variable<T> x, Activation last = Activation.Identity) => ForwardFrom(0, x, last);

    /// <summary>
    /// What the first layer makes of some of its inputs, before its activation. The sum over all parts of the inputs, one of them with the bias, is
    /// what <see cref="ForwardAfterFirst"/> goes on with: so a part that many rows have in common is computed once.
    /// </summary>
    /// <param name="part">The inputs from a column on.</param>
    /// <param name="column">The column.</param>
    /// <param name="bias">Whether the bias is added.</param>
    public Variable<T> FirstLayerOf(Variable<T> part, int column, bool bias)
    {
        Tape<T> tape = part.Tape;
        Variable<T> weight = tape.Use(_layers[0].Weight).Slice(1, column, part.Shape.Last);
        return part.Linear(weight, bias && _layers[0].Bias is { } offset ? tape.Use(offset) : null);
    }

    /// <summary>Applies all but the first layer, whose outputs are given as they are before its activation.</summary>
    public Variable<T> ForwardAfterFirst(Variable<T> first) => ForwardFrom(1, first.Activate(_hiddenActivation), Activation.Identity);

    private Variable<T> ForwardFrom(int layer, Variable<T> x, Activation last)
    {
        for (int i = layer; i < _layers.Length; i++)
        {
            x = _layers[i].Forward(x, i < _layers.Length - 1 ? _hiddenActivation : last);
        }

        return x;
    }
}
