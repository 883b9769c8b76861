using System.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Layers;

/// <summary>
/// Several perceptrons of the same widths that read the same input, side by side. Their names are those of a list: <c>k</c> for a perceptron of a
/// single linear layer, <c>k.0</c>, <c>k.2</c>, ... for more, k counting the perceptrons.
/// </summary>
public sealed class PerceptronBank<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T>[][] _layers;

    /// <summary>Declares the parameters.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="count">How many perceptrons there are.</param>
    /// <param name="widths">The width of the input, of every hidden layer, of the output.</param>
    /// <param name="lastBias">Whether the last layers have biases.</param>
    /// <exception cref="ArgumentException">There are fewer than two widths, or no perceptron.</exception>
    public PerceptronBank(ParameterScope<T> scope, int count, ReadOnlySpan<int> widths, bool lastBias = true)
    {
        if (widths.Length < 2 || count < 1)
        {
            throw new ArgumentException("A bank has at least one perceptron, and that has at least an input and an output width.");
        }

        _layers = new LinearLayer<T>[widths.Length - 1][];
        for (int depth = 0; depth < _layers.Length; depth++)
        {
            _layers[depth] = new LinearLayer<T>[count];
            for (int k = 0; k < count; k++)
            {
                ParameterScope<T> own = _layers.Length == 1 ? scope.Scope($"{k}") : scope.Scope($"{k}").Scope($"{2 * depth}");
                bool bias = lastBias || depth < _layers.Length - 1;
                _layers[depth][k] = new LinearLayer<T>(own, widths[depth], widths[depth + 1], bias);
            }
        }
    }

    /// <summary>Applies all of them over the last axis: [.., in] gives [.., count x out], one perceptron's outputs after the other's.</summary>
    /// <param name="x">The input.</param>
    /// <param name="last">What follows the last layer; between layers there is a ReLU.</param>
    public Variable<T> Forward(Variable<T> x, Activation last = Activation.Identity)
    {
        for (int depth = 0; depth < _layers.Length; depth++)
        {
            LinearBankOperation<T> operation = Operation<T>.Record<LinearBankOperation<T>>(x);
            foreach (LinearLayer<T> layer in _layers[depth])
            {
                operation.AddInput(x.Tape.Use(layer.Weight));
            }

            foreach (LinearLayer<T> layer in _layers[depth])
            {
                if (layer.Bias is { } bias)
                {
                    operation.AddInput(x.Tape.Use(bias));
                }
            }

            x = operation.Forward(_layers[depth].Length, depth < _layers.Length - 1 ? Activation.Relu : last);
        }

        return x;
    }
}
