using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>
/// Linear layers of one shape side by side, <c>y = [f(x_1 · W_1ᵀ + b_1) | .. | f(x_K · W_Kᵀ + b_K)]</c>: one node for all of them, and one result that
/// need not be put together. Inputs are x, all weights [out, in], then all biases [out] or none; weights are parameters. Or the layers are parts of one
/// weight, some rows each, without biases.
/// </summary>
internal sealed class LinearBankOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _layers;
    private int _weights;
    private int _firstRow;
    private int _inputs;
    private int _outputs;
    private Activation _activation;

    /// <summary>Elements of a row of x between what one layer reads and what the next does: none if all read the same.</summary>
    private int Step => Input(0).Shape.Last == _inputs ? 0 : _inputs;

    private bool HasBiases => InputCount > 1 + _weights;

    /// <summary>Computes the layers, each on the whole of x or on its own part of it.</summary>
    /// <param name="layers">How many there are.</param>
    /// <param name="activation">Applied to all results.</param>
    /// <exception cref="ArgumentException">The shapes do not fit one another, or the activation cannot be undone from its result.</exception>
    public Variable<T> Forward(int layers, Activation activation)
    {
        (_layers, _weights, _firstRow) = (layers, layers, 0);
        _activation = activation;
        (_outputs, _inputs) = (Input(1).Shape[0], Input(1).Shape[1]);
        for (int layer = 0; layer < _layers; layer++)
        {
            if (Weight(layer).Shape != (_outputs, _inputs) || (HasBiases && Input(1 + _weights + layer).Shape != _outputs))
            {
                throw new ArgumentException($"Layers side by side have one shape; the first has {Input(1).Shape}, another {Weight(layer).Shape}.");
            }
        }

        return Multiply();
    }

    /// <summary>Computes parts of one layer, each on the whole of x or on its own part of it.</summary>
    /// <param name="parts">How many there are.</param>
    /// <param name="firstRow">The first row of the weight that belongs to the first of them.</param>
    /// <param name="outputs">Rows of the weight that belong to each.</param>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public Variable<T> ForwardParts(int parts, int firstRow, int outputs)
    {
        (_layers, _weights, _firstRow) = (parts, 1, firstRow);
        _activation = Activation.Identity;
        (_outputs, _inputs) = (outputs, Input(1).Shape[1]);
        return firstRow >= 0 && parts > 0 && outputs > 0 && firstRow + (parts * outputs) <= Input(1).Shape[0]
            ? Multiply()
            : throw new ArgumentException($"A layer of {Input(1).Shape} has no {parts} parts of {outputs} outputs from {firstRow} on.");
    }

    private Variable<T> Multiply()
    {
        Tensor<T> x = Input(0);
        if ((x.Shape.Last != _inputs && x.Shape.Last != _layers * _inputs) || _activation == Activation.Abs)
        {
            throw new ArgumentException($"{_layers} linear layers of {Input(1).Shape} side by side cannot take {x.Shape}, or end in {_activation}.");
        }

        int row = _layers * _outputs;
        Tensor<T> y = Tape.Arena.Rent(x.Shape.With(-1, row));
        for (int layer = 0; layer < _layers && y.Count > 0; layer++)
        {
            ReadOnlySpan<T> bias = HasBiases ? Input(1 + _weights + layer).Span : default;
            Kernels.Multiply(InputOf(x, layer), Packed(layer, forward: true), y.Span[(layer * _outputs)..], row, bias: bias, activation: _activation);
        }

        return Finish(y);
    }

    protected internal override void Backward()
    {
        Span<T> dy = OutputGradient;
        if (_activation != Activation.Identity)
        {
            Kernels.ActivateBackward(_activation, default, Output.Span, dy, dy);
        }

        Tensor<T> x = Input(0);
        int row = _layers * _outputs;
        int rows = x.Shape.Rows;
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            for (int layer = 0; layer < _layers && rows > 0; layer++)
            {
                // What all layers read collects the gradients of all.
                bool accumulate = dx.Accumulate || (Step == 0 && layer > 0);
                Kernels.Multiply(GradientPart(dy, rows, layer), Packed(layer, forward: false), dx.Span[(layer * Step)..], x.Shape.Last, accumulate);
            }
        }

        for (int layer = 0; layer < _layers; layer++)
        {
            if (NeedsGradient(1 + (layer % _weights)))
            {
                // The gradient of a parameter is only ever added to, so parts of it may be.
                Span<T> dw = GradientOf(1 + (layer % _weights)).Span[(FirstRowOf(layer) * _inputs)..];
                Kernels.Multiply(GradientPart(dy, rows, layer).Transposed, InputOf(x, layer), dw, _inputs, accumulate: true);
            }
        }

        if (HasBiases)
        {
            AddBiasGradients(dy, row);
        }
    }

    private int FirstRowOf(int layer) => _firstRow + (_weights == 1 ? layer * _outputs : 0);

    private PackedMatrix<T> Packed(int layer, bool forward) => Weight(layer).PackedRows(Kernels, forward, FirstRowOf(layer), _outputs);

    private Parameter<T> Weight(int layer) =>
        ParameterOf(1 + (layer % _weights)) ?? throw new ArgumentException("The weights of layers side by side are parameters.");

    private MatrixSpan<T> InputOf(Tensor<T> x, int layer) =>
        x.Count == 0 ? new(default, 0, _inputs) : new(x.Span[(layer * Step)..], x.Shape.Rows, _inputs, x.Shape.Last, 1);

    private MatrixSpan<T> GradientPart(ReadOnlySpan<T> dy, int rows, int layer) =>
        rows == 0 ? new(default, 0, _outputs) : new(dy[(layer * _outputs)..], rows, _outputs, _layers * _outputs, 1);

    private void AddBiasGradients(ReadOnlySpan<T> dy, int row)
    {
        Span<T> sums = Tape.Arena.RentZeroed(row).Span;
        Kernels.AddColumnSums(dy, row, sums);
        for (int layer = 0; layer < _layers; layer++)
        {
            int bias = 1 + _weights + layer;
            if (NeedsGradient(bias))
            {
                GradientTarget<T> db = GradientOf(bias);
                Kernels.CopyRuns(sums[(layer * _outputs)..], _outputs, db.Span, _outputs, 1, _outputs, db.Accumulate);
            }
        }
    }
}
