using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>The gated recurrent unit.</summary>
public static class GruOperation
{
    /// <summary>
    /// A GRU over a whole sequence, as PyTorch defines it: gates in the order r, z, n, two biases, the reset gate on the biased state
    /// projection.
    /// </summary>
    /// <param name="x">[time, rows, inputs], of at least one step and one input.</param>
    /// <param name="inputWeight">[3H, inputs].</param>
    /// <param name="stateWeight">[3H, H].</param>
    /// <param name="inputBias">[3H].</param>
    /// <param name="stateBias">[3H].</param>
    /// <param name="start">[rows, H]; zeros without.</param>
    /// <returns>The states after every step, [time, rows, H].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public static Variable<T> Gru<T>(
        this Variable<T> x,
        Variable<T> inputWeight,
        Variable<T> stateWeight,
        Variable<T> inputBias,
        Variable<T> stateBias,
        Variable<T>? start = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int hidden = stateWeight.Shape.Last;
        bool fits = x.Shape.Rank == 3
            && x.Shape[0] > 0
            && x.Shape[2] > 0
            && hidden > 0
            && inputWeight.Shape == (3 * hidden, x.Shape[2])
            && stateWeight.Shape == (3 * hidden, hidden)
            && inputBias.Shape == 3 * hidden
            && stateBias.Shape == 3 * hidden
            && (start is not { } s || s.Shape == (x.Shape[1], hidden));
        if (!fits)
        {
            throw new ArgumentException(
                $"A GRU of weights {inputWeight.Shape} and {stateWeight.Shape}, biases {inputBias.Shape} and {stateBias.Shape} and start {start?.Shape} cannot take {x.Shape}.");
        }

        GruOperation<T> operation = Operation<T>.Record<GruOperation<T>>(x, inputWeight, stateWeight, inputBias, stateBias);
        if (start is { } given)
        {
            operation.AddInput(given);
        }

        return operation.Forward();
    }
}

/// <summary>
/// Time is cut into chunks of a few hundred rows. A chunk's inputs are projected in one product; the backward pass collects the gate
/// gradients of a chunk, which then still lie in the second-level cache, and takes the weight gradients from them in one product each.
/// </summary>
internal sealed class GruOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkRows = 256;

    private const int X = 0;
    private const int InputWeight = 1;
    private const int StateWeight = 2;
    private const int InputBias = 3;
    private const int StateBias = 4;
    private const int Start = 5;

    private Tensor<T> _kept;
    private int _steps;
    private int _rows;
    private int _inputs;
    private int _hidden;

    private bool HasStart => InputCount > Start;

    private int ChunkSteps => Math.Max(1, ChunkRows / Math.Max(1, _rows));

    public Variable<T> Forward()
    {
        Tensor<T> x = Input(X);
        (_steps, _rows, _inputs, _hidden) = (x.Shape[0], x.Shape[1], x.Shape[2], Input(StateWeight).Shape.Last);
        Tensor<T> states = Tape.Arena.Rent((_steps, _rows, _hidden));
        _kept = RequiresGradient ? Tape.Arena.Rent((_steps, _rows, 4 * _hidden)) : default;

        int width = 3 * _hidden;
        Span<T> inputProjection = Scratch<T>.Rent(ScratchPurpose.RecurrentInput, ChunkSteps * _rows * width);
        Span<T> stateProjection = Scratch<T>.Rent(ScratchPurpose.RecurrentState, _rows * width);
        for (int first = 0; first < _steps; first += ChunkSteps)
        {
            int steps = Math.Min(ChunkSteps, _steps - first);
            Project(StepsOf(x, first, steps), _inputs, InputWeight, InputBias, inputProjection);
            for (int step = first; step < first + steps; step++)
            {
                ReadOnlySpan<T> previous = Previous(states, step);
                ReadOnlySpan<T> projected = Input(StateBias).Span;
                if (!previous.IsEmpty)
                {
                    Project(previous, _hidden, StateWeight, StateBias, stateProjection);
                    projected = stateProjection;
                }

                Kernels.GruGates(
                    inputProjection.Slice((step - first) * _rows * width, _rows * width),
                    projected,
                    previous,
                    StepsOf(states, step, 1),
                    RequiresGradient ? StepsOf(_kept, step, 1) : default,
                    _hidden);
            }
        }

        return Finish(states);
    }

    protected internal override void Backward()
    {
        Tensor<T> x = Input(X);
        Tensor<T> states = Output;
        Span<T> gradient = OutputGradient;
        int width = 3 * _hidden;
        int chunk = ChunkSteps * _rows * width;
        Span<T> inputGradients = Scratch<T>.Rent(ScratchPurpose.RecurrentInput, chunk);
        Span<T> stateGradients = Scratch<T>.Rent(ScratchPurpose.RecurrentState, chunk);

        // Inputs may be the same memory, read in different shapes. So what is only ever added to is cleared first, and what overwrites
        // is asked for in the order in which it will do so.
        Span<T> stateWeightGradient = NeedsGradient(StateWeight) ? GradientOf(StateWeight).Added() : default;
        Span<T> inputBiasGradient = NeedsGradient(InputBias) ? GradientOf(InputBias).Added() : default;
        Span<T> stateBiasGradient = NeedsGradient(StateBias) ? GradientOf(StateBias).Added() : default;
        Span<T> startGradient = HasStart && NeedsGradient(Start) ? GradientOf(Start).Added() : default;
        GradientTarget<T> inputWeightGradient = NeedsGradient(InputWeight) ? GradientOf(InputWeight) : default;
        GradientTarget<T> dx = NeedsGradient(X) ? GradientOf(X) : default;

        bool inputWeightSeen = inputWeightGradient.Accumulate;
        int firstOfLast = (_steps - 1) / ChunkSteps * ChunkSteps;
        for (int first = firstOfLast; first >= 0; first -= ChunkSteps)
        {
            int steps = Math.Min(ChunkSteps, _steps - first);
            for (int step = first + steps - 1; step >= first; step--)
            {
                // The gradient of a state is complete once all later steps are done; the state before it then gets its share.
                Span<T> before = step > 0 ? Steps(gradient, step - 1, 1) : startGradient;
                Span<T> atStep = stateGradients.Slice((step - first) * _rows * width, _rows * width);
                Kernels.GruGatesBackward(
                    StepsOf(_kept, step, 1),
                    Previous(states, step),
                    Steps(gradient, step, 1),
                    inputGradients.Slice((step - first) * _rows * width, _rows * width),
                    atStep,
                    before,
                    _hidden);
                if (!before.IsEmpty)
                {
                    BackProject(atStep, _rows, StateWeight, before, accumulate: true);
                }
            }

            int rows = steps * _rows;
            Span<T> byInput = inputGradients[..(rows * width)];
            Span<T> byState = stateGradients[..(rows * width)];
            if (!inputWeightGradient.Span.IsEmpty)
            {
                AddWeightGradient(byInput, StepsOf(x, first, steps), _inputs, inputWeightGradient.Span, inputWeightSeen);
                inputWeightSeen = true;
            }

            if (!dx.Span.IsEmpty)
            {
                BackProject(byInput, rows, InputWeight, dx.Span.Slice(first * _rows * _inputs, rows * _inputs), dx.Accumulate);
            }

            if (!stateWeightGradient.IsEmpty)
            {
                AddStateWeightGradient(byState, states, first, steps, stateWeightGradient);
            }

            if (!inputBiasGradient.IsEmpty)
            {
                Kernels.AddColumnSums(byInput, width, inputBiasGradient);
            }

            if (!stateBiasGradient.IsEmpty)
            {
                Kernels.AddColumnSums(byState, width, stateBiasGradient);
            }
        }
    }

    private void AddStateWeightGradient(ReadOnlySpan<T> byState, Tensor<T> states, int first, int steps, Span<T> target)
    {
        int stepSize = _rows * 3 * _hidden;
        if (first == 0)
        {
            if (HasStart)
            {
                AddWeightGradient(byState[..stepSize], Input(Start).Span, _hidden, target, accumulate: true);
            }

            byState = byState[stepSize..];
            (first, steps) = (1, steps - 1);
        }

        if (steps > 0)
        {
            AddWeightGradient(byState, StepsOf(states, first - 1, steps), _hidden, target, accumulate: true);
        }
    }

    private void AddWeightGradient(ReadOnlySpan<T> gates, ReadOnlySpan<T> operand, int columns, Span<T> target, bool accumulate)
    {
        int rows = operand.Length / columns;
        var transposed = new MatrixSpan<T>(gates, rows, 3 * _hidden).Transposed;
        Kernels.Multiply(transposed, new MatrixSpan<T>(operand, rows, columns), target, columns, accumulate);
    }

    private void Project(ReadOnlySpan<T> operand, int columns, int weight, int bias, Span<T> target)
    {
        var rows = new MatrixSpan<T>(operand, operand.Length / columns, columns);
        ReadOnlySpan<T> biases = Input(bias).Span;
        if (ParameterOf(weight) is { } parameter)
        {
            Kernels.Multiply(rows, parameter.Packed(Kernels, forward: true), target, 3 * _hidden, bias: biases);
        }
        else
        {
            MatrixSpan<T> transposed = new MatrixSpan<T>(Input(weight).Span, 3 * _hidden, columns).Transposed;
            Kernels.Multiply(rows, transposed, target, 3 * _hidden, bias: biases);
        }
    }

    private void BackProject(ReadOnlySpan<T> gates, int rows, int weight, Span<T> target, bool accumulate)
    {
        int columns = Input(weight).Shape.Last;
        var left = new MatrixSpan<T>(gates, rows, 3 * _hidden);
        if (ParameterOf(weight) is { } parameter)
        {
            Kernels.Multiply(left, parameter.Packed(Kernels, forward: false), target, columns, accumulate);
        }
        else
        {
            Kernels.Multiply(left, new MatrixSpan<T>(Input(weight).Span, 3 * _hidden, columns), target, columns, accumulate);
        }
    }

    /// <summary>The states before a step; empty where they are known to be zero.</summary>
    private ReadOnlySpan<T> Previous(Tensor<T> states, int step) =>
        step > 0 ? StepsOf(states, step - 1, 1) : HasStart ? Input(Start).Span : default;

    private Span<T> StepsOf(Tensor<T> tensor, int first, int steps) => Steps(tensor.Span, first, steps);

    private Span<T> Steps(Span<T> sequence, int first, int steps)
    {
        int size = sequence.Length / _steps;
        return sequence.Slice(first * size, steps * size);
    }
}
