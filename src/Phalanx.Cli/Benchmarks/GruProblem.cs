using Phalanx.Foundation;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;

namespace Phalanx.Cli.Benchmarks;

/// <summary>A recurrent layer forward over a whole sequence and back, with the gradients of its weights and of its input.</summary>
internal sealed class GruProblem
{
    /// <summary>Width of the input and of the state, as in the published networks.</summary>
    public const int Width = 64;

    private readonly Tape<float> _tape = new(Kernels<float>.Best);
    private readonly GruLayer<float> _layer;
    private readonly Gradients<float> _gradients;
    private readonly Tensor<float> _input;
    private readonly Tensor<float> _seed;

    public GruProblem(int steps, int rows)
    {
        var parameters = new ParameterSet<float>();
        _layer = new GruLayer<float>(parameters, Width, Width);
        parameters.Initialise(0);
        _gradients = new Gradients<float>(parameters);
        _input = Tensor<float>.Create((steps, rows, Width));
        _seed = Tensor<float>.Create((steps, rows, Width));
        var stream = new RandomStream(0, StreamPurpose.Named("benchmark operand"), 0);
        stream.FillUniform(_input.Span, -1, 1);
        stream.FillUniform(_seed.Span, -1, 1);

        Operations = OperationsOf(steps, rows);
    }

    /// <summary>Additions and multiplications of the products; those of the gates come on top.</summary>
    public double Operations { get; }

    /// <summary>
    /// The same for any size: three gates, each of a product with the input and one with the state; in the backward pass each has two
    /// gradients as large.
    /// </summary>
    public static double OperationsOf(int steps, int rows) => 3.0 * 2 * steps * rows * (3 * Width) * (Width + Width);

    /// <summary>Once forward and back.</summary>
    public void Run()
    {
        _gradients.Clear();
        Variable<float> states = _layer.Forward(_tape.Leaf(_input));
        _tape.Backward(states, _seed.Span, _gradients);
        _tape.Reset();
    }
}
