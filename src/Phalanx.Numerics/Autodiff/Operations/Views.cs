using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Other views of the same elements: nothing is computed, forwards or backwards.</summary>
public static class ViewOperations
{
    /// <summary>The same elements in another shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ in their number of elements.</exception>
    public static Variable<T> Reshape<T>(this Variable<T> x, Shape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Tape.View(x, shape);

    /// <summary>The same elements, through which no gradient flows.</summary>
    public static Variable<T> StopGradient<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Tape.Detach(x);
}
