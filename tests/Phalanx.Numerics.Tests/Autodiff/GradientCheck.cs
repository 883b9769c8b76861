using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

/// <summary>
/// Compares the gradients of an operation with central differences in double precision. Every input is a parameter; the loss is a
/// randomly weighted sum of all outputs, so that no error can cancel.
/// </summary>
internal static class GradientCheck
{
    private const double Step = 1e-6;
    private const double Tolerance = 2e-7;

    /// <summary>Operations that a gradient flowed back through.</summary>
    public static Collector<Type> Exercised { get; } = new();

    /// <summary>Inputs drawn from [-1, 1).</summary>
    public static void Verify(ulong seed, Shape[] shapes, Func<Variable<double>[], Variable<double>> operation) =>
        Verify(seed, shapes, operation, static (ref RandomStream stream) => stream.NextUniform(-1, 1));

    /// <summary>Inputs drawn by <paramref name="draw"/>, which must keep away from kinks.</summary>
    public static void Verify(ulong seed, Shape[] shapes, Func<Variable<double>[], Variable<double>> operation, Draw draw)
    {
        var stream = new RandomStream(seed, StreamPurpose.Named("gradient-check"), 0);
        ParameterSet<double> set = Inputs(shapes, draw, ref stream);
        var tape = new Tape<double>();
        var gradients = new Gradients<double>(set);

        Variable<double> output = Run(tape, set, operation);
        double[] weights = new double[output.Shape.Count];
        stream.FillUniform(weights, -1, 1);
        tape.Backward(output, weights, gradients);
        if (Exercised.Note(tape.OperationsOfLastPass().Select(operation => operation.GetType())))
        {
            return;
        }

        double[] analytic = gradients.Values.ToArray();

        // A second pass over the same tape must find everything as the first did.
        tape.Backward(Again(tape, set, operation), weights, gradients);
        for (int i = 0; i < analytic.Length; i++)
        {
            Assert.Equal(2 * analytic[i], gradients.Values[i], 1e-9);
        }

        for (int i = 0; i < set.Count; i++)
        {
            double numeric = (Loss(i, Step) - Loss(i, -Step)) / (2 * Step);
            double scale = Math.Max(1, Math.Max(Math.Abs(numeric), Math.Abs(analytic[i])));
            Assert.True(
                Math.Abs(numeric - analytic[i]) <= Tolerance * scale * 10,
                $"seed {seed}, shapes {string.Join(", ", shapes)}, element {i}: gradient {analytic[i]:R}, differences {numeric:R}");
        }

        double Loss(int element, double offset)
        {
            double kept = set.Values[element];
            set.Values[element] = kept + offset;
            set.Touch();
            ReadOnlySpan<double> values = Run(tape, set, operation).Value.Span;
            double loss = 0;
            for (int i = 0; i < values.Length; i++)
            {
                loss += weights[i] * values[i];
            }

            set.Values[element] = kept;
            set.Touch();
            return loss;
        }
    }

    private static ParameterSet<double> Inputs(Shape[] shapes, Draw draw, ref RandomStream stream)
    {
        var set = new ParameterSet<double>();
        for (int i = 0; i < shapes.Length; i++)
        {
            set.Declare($"input{i}", shapes[i], Initialiser.Zeros);
        }

        foreach (ref double value in set.Values)
        {
            value = draw(ref stream);
        }

        return set;
    }

    private static Variable<double> Run(
        Tape<double> tape, ParameterSet<double> set, Func<Variable<double>[], Variable<double>> operation)
    {
        tape.Reset();
        return Again(tape, set, operation);
    }

    private static Variable<double> Again(
        Tape<double> tape, ParameterSet<double> set, Func<Variable<double>[], Variable<double>> operation) =>
        operation([.. set.Parameters.Select(tape.Use)]);

    public delegate double Draw(ref RandomStream stream);
}
