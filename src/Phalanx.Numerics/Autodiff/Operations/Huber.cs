using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>The Huber function, for errors of which large ones should not count by their square.</summary>
public static class HuberOperation
{
    /// <summary><c>x² / 2</c> where |x| is at most <paramref name="delta"/>, <c>delta (|x| - delta / 2)</c> elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not positive.</exception>
    public static Variable<T> Huber<T>(this Variable<T> error, double delta = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        return MapOperation<T, Huber>.Apply(error, T.CreateTruncating(delta));
    }
}
