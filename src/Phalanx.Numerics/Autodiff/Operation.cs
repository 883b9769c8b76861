using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>
/// A recorded step of a computation, with its backward pass. An operation is computed by an extension method on <see cref="Variable{T}"/>,
/// which rents an instance with <see cref="Record{TOperation}"/>, names its inputs, fills the output and calls <see cref="Finish"/>.
/// Instances are pooled by their tape: every use must set all fields of the subclass anew.
/// </summary>
public abstract class Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int[] _inputs = new int[4];
    private int _inputCount;
    private int _reach;
    private int _output;
    private Tape<T>? _tape;

    /// <summary>Whether a backward pass may follow. If not, the operation keeps nothing for it.</summary>
    protected internal bool RequiresGradient { get; private set; }

    /// <summary>The tape.</summary>
    protected internal Tape<T> Tape => _tape!;

    /// <summary>What to compute with.</summary>
    protected internal Kernels<T> Kernels => _tape!.Kernels;

    /// <summary>Number of inputs.</summary>
    protected int InputCount => _inputCount;

    /// <summary>The result.</summary>
    protected Tensor<T> Output => _tape!.NodeAt(_output).Value;

    /// <summary>
    /// The derivative of the loss by the result. It belongs to this operation from now on and may be used as scratch.
    /// </summary>
    protected Span<T> OutputGradient => _tape!.NodeAt(_output).Gradient.Span;

    /// <summary>An operation of the tape's pool with these inputs.</summary>
    public static TOperation Record<TOperation>(Variable<T> first, params ReadOnlySpan<Variable<T>> others)
        where TOperation : Operation<T>, new()
    {
        TOperation operation = first.Tape.Rent<TOperation>();
        operation.AddInput(first);
        foreach (Variable<T> other in others)
        {
            operation.AddInput(other);
        }

        return operation;
    }

    /// <summary>Adds one more input.</summary>
    public void AddInput(Variable<T> input)
    {
        ref Node<T> node = ref Tape.NodeOf(input);
        if (_inputCount == _inputs.Length)
        {
            Array.Resize(ref _inputs, _inputCount * 2);
        }

        _inputs[_inputCount++] = input.Index;
        if (node.RequiresGradient)
        {
            RequiresGradient = true;
            _reach = Math.Min(_reach, node.Reach);
        }
    }

    /// <summary>Puts the result on the tape.</summary>
    public Variable<T> Finish(Tensor<T> output)
    {
        Variable<T> variable = Tape.Finish(this, output, RequiresGradient, _reach);
        _output = variable.Index;
        return variable;
    }

    /// <summary>Adds to the gradients of the inputs that need one.</summary>
    protected internal abstract void Backward();

    /// <summary>The value of an input.</summary>
    /// <exception cref="InvalidOperationException">It is a parameter that was changed since.</exception>
    protected Tensor<T> Input(int i)
    {
        ref Node<T> node = ref _tape!.NodeAt(_inputs[i]);
        ref Node<T> origin = ref _tape.NodeAt(node.Origin);
        if (origin.Parameter is { } parameter && parameter.Set.Version != origin.Version)
        {
            throw new InvalidOperationException($"The parameter '{parameter.Name}' was changed after it was used on this tape.");
        }

        return node.Value;
    }

    /// <summary>The parameter that an input is, if it is one.</summary>
    protected Parameter<T>? ParameterOf(int i) => _tape!.NodeAt(_inputs[i]).Parameter;

    /// <summary>
    /// Whether an input's memory is a parameter's, or a view of it. It changes with the parameter, so a result must not share it.
    /// </summary>
    protected bool IsParameterMemory(int i) => _tape!.NodeAt(_tape.NodeAt(_inputs[i]).Origin).Parameter is not null;

    /// <summary>Whether this pass needs the gradient of an input.</summary>
    protected bool NeedsGradient(int i) => _tape!.NeedsGradient(_inputs[i]);

    /// <summary>Where to put the gradient of an input that needs one.</summary>
    protected GradientTarget<T> GradientOf(int i) => _tape!.GradientTargetOf(_inputs[i]);

    internal void Begin(Tape<T> tape)
    {
        _tape = tape;
        _inputCount = 0;
        _reach = int.MaxValue;
        RequiresGradient = false;
    }

    internal bool AnyInputNeedsGradient()
    {
        for (int i = 0; i < _inputCount; i++)
        {
            if (NeedsGradient(i))
            {
                return true;
            }
        }

        return false;
    }
}
