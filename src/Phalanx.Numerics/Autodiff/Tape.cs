using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>
/// Records what is computed and runs it backwards. A tape, its arenas and everything on it belong to one thread. <see cref="Reset"/>
/// begins the next training step; a step like the last one allocates nothing.
/// </summary>
public sealed class Tape<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<Parameter<T>, int> _parameters = [];
    private readonly OperationPools<T> _pools = new();
    private Node<T>[] _nodes = new Node<T>[64];
    private int _count;
    private int _generation;
    private int _pass;

    /// <summary>An empty tape that computes with the given kernels, by default the machine's best.</summary>
    public Tape(Kernels<T>? kernels = null) => Kernels = kernels ?? Kernels<T>.Best;

    /// <summary>What the tape computes with.</summary>
    public Kernels<T> Kernels { get; }

    /// <summary>Whether gradients will be asked for. A tape that does not record keeps nothing for a backward pass.</summary>
    public bool Records { get; init; } = true;

    /// <summary>Memory for values, until the next reset.</summary>
    public Arena<T> Arena { get; } = new();

    /// <summary>Memory for indices, until the next reset.</summary>
    public Arena<int> Indices { get; } = new();

    /// <summary>Puts data on the tape, through which no gradient flows.</summary>
    public Variable<T> Constant(Tensor<T> value) => Add(new Node<T> { Value = value });

    /// <summary>Puts data on the tape whose gradient <see cref="GradientOf"/> tells after a backward pass.</summary>
    public Variable<T> Leaf(Tensor<T> value) => Add(new Node<T> { Value = value, RequiresGradient = true, IsLeaf = true });

    /// <summary>Puts a parameter on the tape; the same place however often it is asked for, until its set changes.</summary>
    public Variable<T> Use(Parameter<T> parameter)
    {
        if (_parameters.TryGetValue(parameter, out int index) && _nodes[index].Version == parameter.Set.Version)
        {
            return new Variable<T>(this, index, _generation);
        }

        Variable<T> variable = Add(new Node<T>
        {
            Value = parameter.Value,
            RequiresGradient = parameter.Set.Trainable && Records,
            Parameter = parameter,
            Version = parameter.Set.Version,
        });
        _parameters[parameter] = variable.Index;
        return variable;
    }

    /// <summary>
    /// Adds the derivatives of <paramref name="loss"/> to <paramref name="gradients"/>. Parameters of other sets are left alone, and
    /// nothing is computed that only they would need. Any number of passes may run over one tape, as methods with several phases do.
    /// </summary>
    /// <exception cref="ArgumentException">The loss is not a single number.</exception>
    /// <exception cref="InvalidOperationException">The loss belongs to another tape.</exception>
    public void Backward(Variable<T> loss, Gradients<T> gradients)
    {
        if (loss.Shape.Count != 1)
        {
            throw new ArgumentException($"A loss is a single number, not a tensor of shape {loss.Shape}.");
        }

        Backward(loss, [T.One], gradients);
    }

    /// <summary>The same for <c>sum(seed * output)</c>: the product of a vector with the Jacobian.</summary>
    /// <exception cref="ArgumentException">The seed has another number of elements than the output.</exception>
    /// <exception cref="InvalidOperationException">The output belongs to another tape.</exception>
    public void Backward(Variable<T> output, ReadOnlySpan<T> seed, Gradients<T> gradients)
    {
        Shape shape = NodeOf(output).Value.Shape;
        if (seed.Length != shape.Count)
        {
            throw new ArgumentException($"A seed of {seed.Length} elements does not fit an output of shape {shape}.");
        }

        _pass++;
        int first = _nodes[output.Index].Reach;
        MarkGradientNodes(first, output.Index, gradients);
        if (!NeedsGradient(output.Index))
        {
            return;
        }

        Seed(GradientTargetOf(output.Index), seed);
        for (int i = output.Index; i >= first; i--)
        {
            // The order of recording is a topological order: an operation comes after the values that it reads.
            if (_nodes[i].Producer is { } operation && _nodes[i].GradientPass == _pass)
            {
                operation.Backward();
            }
        }
    }

    /// <summary>The gradient of a leaf after the last backward pass.</summary>
    /// <exception cref="InvalidOperationException">The variable is no leaf, or the last pass did not reach it.</exception>
    public Tensor<T> GradientOf(Variable<T> leaf)
    {
        ref Node<T> node = ref NodeOf(leaf);
        return node.IsLeaf && node.GradientPass == _pass
            ? node.Gradient
            : throw new InvalidOperationException("The variable has no gradient: it is no leaf, or the last backward pass did not reach it.");
    }

    /// <summary>Removes all variables and reclaims all memory.</summary>
    public void Reset()
    {
        Array.Clear(_nodes, 0, _count);
        _count = 0;
        _generation++;
        _parameters.Clear();
        _pools.ReclaimAll();
        Arena.Reset();
        Indices.Reset();
    }

    internal TOperation Rent<TOperation>()
        where TOperation : Operation<T>, new()
    {
        TOperation operation = _pools.Rent<TOperation>();
        operation.Begin(this);
        return operation;
    }

    /// <summary>Puts the result of an operation on the tape.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="value">Its result.</param>
    /// <param name="requiresGradient">Whether a gradient may flow through it.</param>
    /// <param name="reach">The first node that such a gradient may get to.</param>
    internal Variable<T> Finish(Operation<T> operation, Tensor<T> value, bool requiresGradient, int reach)
    {
        Variable<T> variable = Add(new Node<T>
        {
            Value = value,
            Producer = requiresGradient ? operation : null,
            RequiresGradient = requiresGradient,
        });
        if (requiresGradient)
        {
            _nodes[variable.Index].Reach = reach;
        }

        return variable;
    }

    internal ref Node<T> NodeOf(Variable<T> variable)
    {
        if (!variable.IsOf(this, _generation))
        {
            throw new InvalidOperationException("The variable belongs to another tape, or its tape was reset.");
        }

        return ref _nodes[variable.Index];
    }

    internal ref Node<T> NodeAt(int index) => ref _nodes[index];

    /// <summary>The operations that the last backward pass went through, in the order of recording.</summary>
    internal IEnumerable<Operation<T>> OperationsOfLastPass()
    {
        for (int i = 0; i < _count; i++)
        {
            if (_nodes[i].Producer is { } operation && _nodes[i].GradientPass == _pass)
            {
                yield return operation;
            }
        }
    }

    internal bool NeedsGradient(int index) => _nodes[_nodes[index].Origin].NeededInPass == _pass;

    /// <summary>
    /// The same elements in another shape. The view has no gradient of its own: what is added to it is added to the origin's gradient,
    /// so that neither direction copies.
    /// </summary>
    internal Variable<T> View(Variable<T> source, Shape shape)
    {
        Node<T> node = NodeOf(source);
        Variable<T> view = Add(new Node<T> { Value = node.Value.Reshape(shape), RequiresGradient = node.RequiresGradient });
        _nodes[view.Index].Origin = node.Origin;
        _nodes[view.Index].Reach = node.Reach;
        return view;
    }

    /// <summary>The same elements, through which no gradient flows; of a parameter, still with the check that it is unchanged.</summary>
    internal Variable<T> Detach(Variable<T> source)
    {
        Node<T> node = NodeOf(source);
        Node<T> origin = _nodes[node.Origin];
        Variable<T> detached = Add(new Node<T> { Value = origin.Value, Parameter = origin.Parameter, Version = origin.Version });
        return node.Origin == source.Index ? detached : View(detached, node.Value.Shape);
    }

    /// <summary>
    /// Where to put the gradient of a node: the parameter's own place, or memory that is fresh in this pass and need not be zero,
    /// which is why the caller must overwrite unless told to accumulate.
    /// </summary>
    internal GradientTarget<T> GradientTargetOf(int index)
    {
        ref Node<T> node = ref _nodes[_nodes[index].Origin];
        if (node.GradientPass == _pass)
        {
            return new GradientTarget<T>(node.Gradient.Span, accumulate: true);
        }

        if (!node.HasGradientMemory)
        {
            node.Gradient = Arena.Rent(node.Value.Shape);
            node.HasGradientMemory = true;
        }

        node.GradientPass = _pass;
        return new GradientTarget<T>(node.Gradient.Span, accumulate: false);
    }

    private void MarkGradientNodes(int first, int last, Gradients<T> gradients)
    {
        for (int i = first; i <= last; i++)
        {
            ref Node<T> node = ref _nodes[i];
            if (node.Parameter is { } parameter)
            {
                if (parameter.Set == gradients.Set && node.RequiresGradient)
                {
                    node.NeededInPass = _pass;
                    node.Gradient = gradients[parameter];
                    node.GradientPass = _pass;
                }
            }
            else if (node.IsLeaf || (node.Producer is { } operation && operation.AnyInputNeedsGradient()))
            {
                node.NeededInPass = _pass;
            }
        }
    }

    private static void Seed(GradientTarget<T> target, ReadOnlySpan<T> seed)
    {
        for (int i = 0; i < seed.Length; i++)
        {
            target.Span[i] = target.Accumulate ? target.Span[i] + seed[i] : seed[i];
        }
    }

    private Variable<T> Add(Node<T> node)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        (node.Origin, node.Reach) = (_count, _count);
        _nodes[_count] = node;
        return new Variable<T>(this, _count++, _generation);
    }
}

/// <summary>A value on the tape, with its gradient and the operation that produced it.</summary>
internal struct Node<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Tensor<T> Value;
    public Tensor<T> Gradient;
    public Operation<T>? Producer;
    public Parameter<T>? Parameter;
    public long Version;

    /// <summary>The node whose gradient this one shares: itself, unless it is a view.</summary>
    public int Origin;

    /// <summary>
    /// The first node that a gradient of this one may get to. A tape with many passes over parts of it, one for each time step, does not walk over
    /// all of it every time.
    /// </summary>
    public int Reach;
    public int GradientPass;
    public int NeededInPass;
    public bool RequiresGradient;
    public bool IsLeaf;
    public bool HasGradientMemory;
}
