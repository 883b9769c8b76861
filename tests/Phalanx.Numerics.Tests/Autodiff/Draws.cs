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

    /// <summary>Any two of the first hundred at least 0.02 apart, so that a step cannot change which of them is larger.</summary>
    public static GradientCheck.Draw Distinct(ulong seed)
    {
        int next = (int)(seed % 101);
        return (ref RandomStream _) => ((next = (next + 37) % 101) / 50.0) - 1;
    }

    /// <summary>
    /// For a linear layer: inputs are positive and every output has weights and a bias of one sign, so that it stays away from 0 on its side.
    /// </summary>
    public static GradientCheck.Draw OneSignPerOutput(int inputElements, int outputs, int inputs)
    {
        int drawn = 0;
        double[] signs = new double[outputs];
        return (ref RandomStream stream) =>
        {
            int place = drawn++ - inputElements;
            int output = place < outputs * inputs ? place / inputs : place - (outputs * inputs);
            if (place >= 0 && signs[output] == 0)
            {
                signs[output] = stream.NextInt(2) == 0 ? 1 : -1;
            }

            return Positive(ref stream) * (place < 0 ? 1 : signs[output]);
        };
    }

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
