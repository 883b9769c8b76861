namespace Phalanx.Numerics.Kernels;

/// <summary>A function applied to the result of a linear layer while it is still in the cache.</summary>
public enum Activation
{
    /// <summary>None.</summary>
    Identity,

    /// <summary><c>max(x, 0)</c>.</summary>
    Relu,

    /// <summary><c>x</c> where positive, <c>exp x - 1</c> elsewhere.</summary>
    Elu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary><c>1 / (1 + exp -x)</c>.</summary>
    Sigmoid,

    /// <summary>Absolute value.</summary>
    Abs,
}
