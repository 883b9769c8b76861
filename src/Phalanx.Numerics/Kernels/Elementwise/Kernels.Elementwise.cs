namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary><c>target = f(source)</c>; the two may be the same memory.</summary>
    public void Activate(Activation activation, ReadOnlySpan<T> source, Span<T> target)
    {
        switch (activation)
        {
            case Activation.Identity: source.CopyTo(target); break;
            case Activation.Relu: Map<Relu>(source, target); break;
            case Activation.Elu: Map<Elu>(source, target); break;
            case Activation.Tanh: Map<Tanh>(source, target); break;
            case Activation.Sigmoid: Map<Sigmoid>(source, target); break;
            case Activation.Abs: Map<Abs>(source, target); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation));
        }
    }

    /// <summary>
    /// <c>target = f'(x) * gradient</c>, from the function's value alone. All activations allow it but the absolute value, whose sign is
    /// lost: that one needs <paramref name="source"/>.
    /// </summary>
    public void ActivateBackward(Activation activation, ReadOnlySpan<T> source, ReadOnlySpan<T> value, ReadOnlySpan<T> gradient, Span<T> target)
    {
        switch (activation)
        {
            case Activation.Identity: gradient.CopyTo(target); break;
            case Activation.Relu: MapBackward<Relu>(value, value, gradient, target, accumulate: false); break;
            case Activation.Elu: MapBackward<Elu>(value, value, gradient, target, accumulate: false); break;
            case Activation.Tanh: MapBackward<Tanh>(value, value, gradient, target, accumulate: false); break;
            case Activation.Sigmoid: MapBackward<Sigmoid>(value, value, gradient, target, accumulate: false); break;
            case Activation.Abs: MapBackward<Abs>(source, value, gradient, target, accumulate: false); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation));
        }
    }

    /// <summary><c>target = f(source)</c>.</summary>
    internal abstract void Map<TMap>(ReadOnlySpan<T> source, Span<T> target, T constant = default)
        where TMap : struct, IMap;

    /// <summary><c>target (+)= f'(x) * gradient</c>.</summary>
    internal abstract void MapBackward<TMap>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> gradient, Span<T> target, bool accumulate, T constant = default)
        where TMap : struct, IMap;
}
