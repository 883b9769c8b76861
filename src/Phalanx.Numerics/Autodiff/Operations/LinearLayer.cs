using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>What all operations on a linear layer share.</summary>
internal static class LinearLayer
{
    /// <summary>
    /// Checks that a weight [out, in] and a bias [out] fit x with its one-hots, <paramref name="inputs"/> elements a row altogether.
    /// </summary>
    public static void Check(Shape x, Shape weight, Shape? bias, int inputs)
    {
        if (x.Rank == 0 || weight.Rank != 2 || weight[1] != inputs || (bias is { } b && b != weight[0]))
        {
            throw new ArgumentException($"A linear layer of weight {weight} and bias {bias?.ToString() ?? "none"} cannot take {x}"
                + (inputs == x.Last ? "." : $" with one-hots of {inputs - x.Last} classes."));
        }
    }

    /// <summary>Records an operation on x, the weight and the bias, if there is one.</summary>
    public static TOperation Record<T, TOperation>(Variable<T> x, Variable<T> weight, Variable<T>? bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : Operation<T>, new() =>
        bias is { } given ? Operation<T>.Record<TOperation>(x, weight, given) : Operation<T>.Record<TOperation>(x, weight);
}
