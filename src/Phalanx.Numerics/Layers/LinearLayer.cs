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
}
