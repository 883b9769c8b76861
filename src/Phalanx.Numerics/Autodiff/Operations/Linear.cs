using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>The linear layer.</summary>
public static class LinearOperation
{
    /// <summary>
    /// <c>y = f(x · Wᵀ + b)</c> over the last axis, W being [out, in] as PyTorch stores it. The activation and its derivative are part
    /// of the operation, applied while the rows are in the cache.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public static Variable<T> Linear<T>(
        this Variable<T> x, Variable<T> weight, Variable<T>? bias = null, Activation activation = Activation.Identity)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.LinearWithOneHots(weight, bias, activation);

    /// <summary>
    /// The same of x with one-hot vectors appended to every row, in their order. They are never built: the columns of the weight that
    /// they would choose are looked up and added.
    /// </summary>
    /// <param name="x">[.., dense inputs].</param>
    /// <param name="weight">[out, dense inputs and classes of all one-hots].</param>
    /// <param name="bias">[out], or none.</param>
    /// <param name="activation">Applied after the sum.</param>
    /// <param name="oneHots">At most four, with an index for every row of x, or several.</param>
    /// <exception cref="ArgumentException">The shapes do not fit one another, or an index lies outside of its classes.</exception>
    public static Variable<T> LinearWithOneHots<T>(
        this Variable<T> x,
        Variable<T> weight,
        Variable<T>? bias = null,
        Activation activation = Activation.Identity,
        params ReadOnlySpan<OneHot> oneHots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputs = x.Shape.Last;
        foreach (OneHot oneHot in oneHots)
        {
            inputs += oneHot.Classes;
            if (!oneHot.Fits(x.Shape.Without(-1)))
            {
                throw new ArgumentException($"One-hots of shape {oneHot.Indices.Shape} do not fit the rows of {x.Shape}.");
            }
        }

        LinearLayer.Check(x.Shape, weight.Shape, bias?.Shape, inputs);
        return LinearLayer.Record<T, LinearOperation<T>>(x, weight, bias).Forward(activation, oneHots);
    }
}

internal sealed class LinearOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostOneHots = 4;

    private readonly OneHot[] _oneHots = new OneHot[MostOneHots];
    private int _oneHotCount;
    private Activation _activation;
    private Tensor<T> _beforeActivation;

    private ReadOnlySpan<OneHot> OneHots => _oneHots.AsSpan(0, _oneHotCount);

    public Variable<T> Forward(Activation activation, ReadOnlySpan<OneHot> oneHots)
    {
        if (oneHots.Length > MostOneHots)
        {
            throw new ArgumentException($"A linear layer takes at most {MostOneHots} one-hots, not {oneHots.Length}.");
        }

        oneHots.CopyTo(_oneHots);
        _oneHotCount = oneHots.Length;
        _activation = activation;
        Tensor<T> y = Tape.Arena.Rent(Input(0).Shape.With(-1, Input(1).Shape[0]));

        // The absolute value forgets the sign that its derivative needs; every other activation can be undone from its result.
        bool keepBefore = activation == Activation.Abs && RequiresGradient;
        bool fused = oneHots.IsEmpty && !keepBefore;
        MultiplyByWeight(y, fused ? activation : Activation.Identity);
        AddLookUps(y);
        if (!fused && activation != Activation.Identity)
        {
            _beforeActivation = y;
            y = keepBefore ? Tape.Arena.Rent(y.Shape) : y;
            Kernels.Activate(activation, _beforeActivation.Span, y.Span);
        }

        return Finish(y);
    }

    protected internal override void Backward()
    {
        Span<T> dy = OutputGradient;
        if (_activation != Activation.Identity)
        {
            ReadOnlySpan<T> before = _activation == Activation.Abs ? _beforeActivation.Span : default;
            Kernels.ActivateBackward(_activation, before, Output.Span, dy, dy);
        }

        Tensor<T> x = Input(0);
        Tensor<T> weight = Input(1);
        int outputs = weight.Shape[0];
        int inputs = x.Shape.Last;
        var gradient = new MatrixSpan<T>(dy, x.Shape.Rows, outputs);
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            if (ParameterOf(1) is { } parameter)
            {
                Kernels.Multiply(gradient, parameter.Packed(Kernels, forward: false, inputs), dx.Span, inputs, dx.Accumulate);
            }
            else
            {
                Kernels.Multiply(gradient, DenseColumns(weight, inputs), dx.Span, inputs, dx.Accumulate);
            }
        }

        if (NeedsGradient(1))
        {
            GradientTarget<T> dw = GradientOf(1);
            var rows = new MatrixSpan<T>(x.Span, x.Shape.Rows, inputs);
            Kernels.Multiply(gradient.Transposed, rows, dw.Span, weight.Shape[1], dw.Accumulate);
            AddLookUpGradients(dy, dw);
        }

        if (InputCount == 3 && NeedsGradient(2))
        {
            Kernels.AddColumnSums(dy, outputs, GradientOf(2).Added());
        }
    }

    private static MatrixSpan<T> DenseColumns(Tensor<T> weight, int inputs) =>
        new(weight.Span, weight.Shape[0], inputs, weight.Shape[1], 1);

    private void MultiplyByWeight(Tensor<T> y, Activation activation)
    {
        Tensor<T> x = Input(0);
        int inputs = x.Shape.Last;
        var rows = new MatrixSpan<T>(x.Span, x.Shape.Rows, inputs);
        ReadOnlySpan<T> bias = InputCount == 3 ? Input(2).Span : default;
        if (ParameterOf(1) is { } parameter)
        {
            PackedMatrix<T> packed = parameter.Packed(Kernels, forward: true, inputs);
            Kernels.Multiply(rows, packed, y.Span, y.Shape.Last, bias: bias, activation: activation);
        }
        else
        {
            MatrixSpan<T> matrix = DenseColumns(Input(1), inputs).Transposed;
            Kernels.Multiply(rows, matrix, y.Span, y.Shape.Last, bias: bias, activation: activation);
        }
    }

    private void AddLookUps(Tensor<T> y)
    {
        if (_oneHotCount == 0)
        {
            return;
        }

        int outputs = y.Shape.Last;
        ReadOnlySpan<T> table = LookUpTable(Input(1), Input(0).Shape.Last);
        foreach (OneHot oneHot in OneHots)
        {
            int length = oneHot.Classes * outputs;
            for (ReadOnlySpan<int> indices = oneHot.Indices.Span; !indices.IsEmpty; indices = indices[y.Shape.Rows..])
            {
                Kernels.GatherRows(table[..length], outputs, indices[..y.Shape.Rows], y.Span, accumulate: true);
            }

            table = table[length..];
        }
    }

    /// <summary>The weight's columns after the dense ones as rows, which a look-up adds as they lie.</summary>
    private ReadOnlySpan<T> LookUpTable(Tensor<T> weight, int inputs)
    {
        if (ParameterOf(1) is { } parameter)
        {
            return parameter.ColumnsAsRows(Kernels, inputs);
        }

        (int outputs, int all) = (weight.Shape[0], weight.Shape[1]);
        Tensor<T> table = Tape.Arena.Rent((all - inputs, outputs));
        Kernels.Transpose(new MatrixSpan<T>(weight.Span[inputs..], outputs, all - inputs, all, 1), table.Span, outputs);
        return table.Span;
    }

    /// <summary>Sums the gradients of every class in a row of its own, then adds these rows as columns.</summary>
    private void AddLookUpGradients(ReadOnlySpan<T> dy, GradientTarget<T> dw)
    {
        if (_oneHotCount == 0)
        {
            return;
        }

        Shape weight = Input(1).Shape;
        int outputs = weight[0];
        int inputs = Input(0).Shape.Last;
        int classes = weight[1] - inputs;
        int rows = Input(0).Shape.Rows;
        Span<T> sums = Scratch<T>.Rent(ScratchPurpose.LookUpGradients, classes * outputs);
        sums.Clear();
        Span<T> rest = sums;
        foreach (OneHot oneHot in OneHots)
        {
            int length = oneHot.Classes * outputs;
            for (ReadOnlySpan<int> indices = oneHot.Indices.Span; !indices.IsEmpty; indices = indices[rows..])
            {
                Kernels.ScatterRows(dy, outputs, indices[..rows], rest[..length]);
            }

            rest = rest[length..];
        }

        Kernels.Transpose(new MatrixSpan<T>(sums, classes, outputs), dw.Span[inputs..], weight[1], dw.Accumulate);
    }
}
