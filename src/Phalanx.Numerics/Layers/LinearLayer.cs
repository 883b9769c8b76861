using System.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Layers;

/// <summary>A linear layer, <c>f(x · Wᵀ + b)</c>: parameters <c>weight</c> [out, in] and <c>bias</c>.</summary>
public sealed class LinearLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Declares the parameters, to be drawn as PyTorch draws them.</summary>
    public LinearLayer(ParameterScope<T> scope, int inputs, int outputs, bool bias = true, Initialiser? initialiser = null)
    {
        Initialiser draw = initialiser ?? Initialiser.FanIn(inputs);
        Weight = scope.Declare("weight", (outputs, inputs), draw);
        Bias = bias ? scope.Declare("bias", outputs, draw) : null;
    }

    /// <summary>The weight, [out, in].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The bias, if the layer has one.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>Applies the layer over the last axis.</summary>
    public Variable<T> Forward(Variable<T> x, Activation activation = Activation.Identity) =>
        x.Linear(x.Tape.Use(Weight), Bias is null ? null : x.Tape.Use(Bias), activation);

    /// <summary>
    /// Some of the outputs, without their biases: <paramref name="parts"/> times <paramref name="outputs"/> of them from <paramref name="first"/> on.
    /// Each part reads the whole of x or, where x is as long as all of them together read, its own part.
    /// </summary>
    /// <exception cref="ArgumentException">There are no such outputs, or x does not fit.</exception>
    public Variable<T> Part(Variable<T> x, int first, int outputs, int parts = 1) =>
        Operation<T>.Record<LinearBankOperation<T>>(x, x.Tape.Use(Weight)).ForwardParts(parts, first, outputs);

    /// <summary>
    /// The mean of the layer over rows, given the mean of the rows, <c>x · Wᵀ + share b</c>: the layer is applied once and not to every row. Rows that do
    /// not count are zeros in both means; <paramref name="share"/>, [.., 1], is the part of rows that count.
    /// </summary>
    public Variable<T> OfMean(Variable<T> mean, Variable<T> share)
    {
        Variable<T> product = mean.Linear(mean.Tape.Use(Weight));
        return Bias is null ? product : product + (share * mean.Tape.Use(Bias));
    }
}
