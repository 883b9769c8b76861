using Phalanx.Foundation;

namespace Phalanx.Numerics.Tests.Autodiff;

/// <summary>Draws for gradient checks that keep away from kinks and poles.</summary>
internal static class Draws
{
    /// <summary>Either sign, at least 0.2 away from 0.</summary>
    public static double AwayFromZero(ref RandomStream stream)
    {
        double value = stream.NextUniform(0.2, 1);
        return stream.NextInt(2) == 0 ? value : -value;
    }

    /// <summary>From 0.2 to 1.</summary>
    public static double Positive(ref RandomStream stream) => stream.NextUniform(0.2, 1);

    /// <summary>A random mask of 0 and 1.</summary>
    public static Tensor<double> Mask(Shape shape, ulong seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Named("mask"), 0);
        var mask = Tensor<double>.Create(shape);
        foreach (ref double bit in mask.Span)
        {
            bit = stream.NextInt(2);
        }

        return mask;
    }

    /// <summary>Random indices within bounds.</summary>
    public static Tensor<int> Indices(Shape shape, int from, int to, ulong seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Named("indices"), 0);
        var indices = Tensor<int>.Create(shape);
        foreach (ref int index in indices.Span)
        {
            index = stream.NextInt(from, to);
        }

        return indices;
    }
}
