using Phalanx.Foundation;
using Phalanx.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Cli.Benchmarks;

/// <summary>One matrix product with its operands, which both libraries compute from the same memory.</summary>
internal sealed class GemmProblem
{
    private readonly Kernels<float> _kernels = Kernels<float>.Best;
    private readonly GemmForm _form;
    private readonly Tensor<float> _left;
    private readonly Tensor<float> _right;
    private readonly Tensor<float> _target;
    private readonly PackedMatrix<float>? _packed;

    public GemmProblem(GemmShape shape, GemmForm form)
    {
        Shape = shape;
        _form = form;
        _left = Draw(shape.Rows, shape.Inner, 0);
        _right = Draw(shape.Inner, shape.Columns, 1);
        _target = Tensor<float>.Create(new Shape(shape.Rows, shape.Columns));
        if (form == GemmForm.Packed)
        {
            _packed = _kernels.CreatePacked(shape.Inner, shape.Columns);
            _kernels.Pack(Right, _packed);
        }
    }

    public GemmShape Shape { get; }

    private MatrixSpan<float> Left => _form == GemmForm.TransposedLeft
        ? new MatrixSpan<float>(_left.Span, Shape.Inner, Shape.Rows).Transposed
        : new MatrixSpan<float>(_left.Span, Shape.Rows, Shape.Inner);

    private MatrixSpan<float> Right => _form == GemmForm.TransposedRight
        ? new MatrixSpan<float>(_right.Span, Shape.Columns, Shape.Inner).Transposed
        : new MatrixSpan<float>(_right.Span, Shape.Inner, Shape.Columns);

    /// <summary>The product by our kernels.</summary>
    public void Multiply()
    {
        if (_packed is null)
        {
            _kernels.Multiply(Left, Right, _target.Span, Shape.Columns);
        }
        else
        {
            _kernels.Multiply(Left, _packed, _target.Span, Shape.Columns);
        }
    }

    /// <summary>The same product by OpenBLAS.</summary>
    public void Multiply(OpenBlas openBlas) => openBlas.Multiply(
        Shape, _left.Span, _form == GemmForm.TransposedLeft, _right.Span, _form == GemmForm.TransposedRight, _target.Span);

    /// <summary>Makes sure that the two compute the same thing, without which a comparison says nothing.</summary>
    public void Verify(OpenBlas openBlas)
    {
        Multiply();
        float[] product = _target.Span.ToArray();
        Multiply(openBlas);
        ReadOnlySpan<float> openBlasProduct = _target.Span;

        // Operands up to 1 in size: a sum of as many terms as the inner dimension has, each rounded a few times.
        double tolerance = 1e-6 * Math.Sqrt(Shape.Inner) * 4;
        for (int i = 0; i < product.Length; i++)
        {
            if (!(Math.Abs(product[i] - openBlasProduct[i]) <= tolerance))
            {
                throw new InvalidOperationException($"The product {Shape} ({_form}) is {product[i]} at {i}, and {openBlasProduct[i]} by OpenBLAS.");
            }
        }
    }

    private static Tensor<float> Draw(int rows, int columns, ulong index)
    {
        var tensor = Tensor<float>.Create(new Shape(rows, columns));
        var stream = new RandomStream(0, StreamPurpose.Named("benchmark operand"), index);
        stream.FillUniform(tensor.Span, -1, 1);
        return tensor;
    }
}
