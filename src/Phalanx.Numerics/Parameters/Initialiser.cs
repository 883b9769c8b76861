using System.Numerics;
using Phalanx.Foundation;

namespace Phalanx.Numerics;

/// <summary>How a parameter's elements are drawn at the start: uniformly between bounds, or all equal.</summary>
public readonly record struct Initialiser(double Low, double High)
{
    /// <summary>All zeros.</summary>
    public static Initialiser Zeros { get; } = Constant(0);

    /// <summary>All ones.</summary>
    public static Initialiser Ones { get; } = Constant(1);

    /// <summary>All equal.</summary>
    public static Initialiser Constant(double value) => new(value, value);

    /// <summary>Uniform between <c>-bound</c> and <c>bound</c>.</summary>
    public static Initialiser Uniform(double bound) => new(-bound, bound);

    /// <summary>
    /// PyTorch's default for the weights and biases of a linear layer, and with the hidden size for a GRU: uniform within
    /// <c>1 / sqrt(fan in)</c>.
    /// </summary>
    public static Initialiser FanIn(int fanIn) => Uniform(1 / Math.Sqrt(fanIn));

    /// <summary>Draws the elements.</summary>
    public void Fill<T>(Span<T> elements, ref RandomStream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Low == High ? T.CreateChecked(Low) : T.CreateChecked(Low + ((High - Low) * stream.NextDouble()));
        }
    }
}
