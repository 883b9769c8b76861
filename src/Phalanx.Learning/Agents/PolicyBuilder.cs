using System.Numerics;
using Phalanx.Acting;
using Phalanx.Numerics;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// Collects what a network says of itself: the operations by which it acts, in order, and the weights that they use. Every method adds an operation, names the
/// value that it makes, and returns that name for the operations that read it. The last value is <see cref="PolicyDescription.Value"/>.
/// </summary>
/// <param name="team">The sizes of the team.</param>
public sealed class PolicyBuilder(TeamShape team)
{
    private readonly Dictionary<string, int> _widths = new()
    {
        [PolicyDescription.Observation] = team.Observation,
        [PolicyDescription.Entity] = team.Entities?.Width ?? 0,
    };

    private readonly List<PolicyOperation> _operations = [];
    private readonly List<PolicyTensor> _tensors = [];

    /// <summary>The operations so far.</summary>
    public IReadOnlyList<PolicyOperation> Operations => _operations;

    /// <summary>The weights so far, in the order of their first use.</summary>
    public IReadOnlyList<PolicyTensor> Tensors => _tensors;

    /// <summary>How many numbers an agent keeps from step to step.</summary>
    public int Memory { get; private set; }

    /// <summary>
    /// <c>f(x Wᵀ + b)</c> with the weights of a layer. One-hots that the layer reads behind x become tables of their own, whose rows are looked up:
    /// <c>name.last_action</c>, <c>name.agent</c>.
    /// </summary>
    /// <param name="output">The value that is made.</param>
    /// <param name="input">The value x.</param>
    /// <param name="name">What the tensors are called.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">What follows.</param>
    /// <param name="oneHots">The one-hots behind x, in their order.</param>
    public string Linear<T>(
        string output,
        string input,
        string name,
        LinearLayer<T> layer,
        PolicyActivation activation = PolicyActivation.None,
        params ReadOnlySpan<PolicyIndex> oneHots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = _widths[input];
        int outputs = layer.Weight.Shape.Rows;
        string weight = Add($"{name}.weight", [outputs, width], Columns(layer.Weight, 0, width, transposed: false));
        string? bias = layer.Bias is { } offset ? Add($"{name}.bias", [outputs], Elements<T>(offset.Value.Span)) : null;
        var lookups = new PolicyLookup[oneHots.Length];
        for (int i = 0; i < lookups.Length; i++)
        {
            bool isAgent = oneHots[i] == PolicyIndex.Agent;
            int classes = isAgent ? team.Agents : team.Actions;
            string table = Add(isAgent ? $"{name}.agent" : $"{name}.last_action", [classes, outputs], Columns(layer.Weight, width, classes, transposed: true));
            lookups[i] = new PolicyLookup(oneHots[i], table);
            width += classes;
        }

        if (width != layer.Weight.Shape.Last)
        {
            throw new ArgumentException($"The layer '{name}' reads {layer.Weight.Shape.Last} columns, but {width} are described.", nameof(layer));
        }

        return Add(new LinearOperation(input, output, weight, bias, activation, lookups), outputs);
    }

    /// <summary><c>f(x Wᵀ + b)</c>, every agent with a layer of its own.</summary>
    /// <param name="output">The value that is made.</param>
    /// <param name="input">The value x, of agents.</param>
    /// <param name="name">What the tensors are called.</param>
    /// <param name="layers">The layers of the agents, all of the same sizes and with biases.</param>
    /// <param name="activation">What follows.</param>
    public string LinearEach<T>(string output, string input, string name, IReadOnlyList<LinearLayer<T>> layers, PolicyActivation activation = PolicyActivation.None)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layers);
        Shape shape = layers[0].Weight.Shape;
        string weight = Add($"{name}.weight", [layers.Count, shape.Rows, shape.Last], [.. layers.SelectMany(layer => Elements<T>(layer.Weight.Value.Span))]);
        string bias = Add($"{name}.bias", [layers.Count, shape.Rows], [.. layers.SelectMany(layer => Elements<T>(layer.Bias!.Value.Span))]);
        return Add(new LinearEachOperation(input, output, weight, bias, activation), shape.Rows);
    }

    /// <summary>A gated recurrent unit, whose state is the agents' memory.</summary>
    /// <param name="output">The value that is made.</param>
    /// <param name="input">The value that it reads, of agents.</param>
    /// <param name="name">What the tensors are called.</param>
    /// <param name="layer">The layer.</param>
    public string Gru<T>(string output, string input, string name, GruLayer<T> layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Memory = layer.StateWeight.Shape.Last;
        var operation = new GruOperation(
            input,
            output,
            Add($"{name}.weight_ih", layer.InputWeight),
            Add($"{name}.weight_hh", layer.StateWeight),
            Add($"{name}.bias_ih", layer.InputBias),
            Add($"{name}.bias_hh", layer.StateBias));
        return Add(operation, Memory);
    }

    /// <summary>Every column times its factor.</summary>
    /// <param name="output">The value that is made.</param>
    /// <param name="input">The value that is scaled.</param>
    /// <param name="name">What the tensor of factors is called.</param>
    /// <param name="factors">The factors.</param>
    public string Scale<T>(string output, string input, string name, ReadOnlySpan<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Add(new ScaleOperation(input, output, Add(name, [factors.Length], Elements(factors))), factors.Length);

    /// <summary>Attention of agents to entities, with what the input holds as queries, keys and values.</summary>
    /// <param name="output">The value that is made, of agents.</param>
    /// <param name="input">The value that is read, of entities.</param>
    /// <param name="heads">The number of heads.</param>
    public string Attend(string output, string input, int heads) => Add(new AttendOperation(input, output, heads), _widths[input] / 3);

    /// <summary>Pools the entities that an agent sees.</summary>
    /// <param name="output">The value that is made, of agents.</param>
    /// <param name="input">The value that is read, of entities.</param>
    /// <param name="pooling">What is made of every column.</param>
    public string Pool(string output, string input, PolicyPooling pooling) => Add(new PoolOperation(input, output, pooling), _widths[input]);

    /// <summary>Zeros for agents that are absent.</summary>
    /// <param name="output">The value that is made.</param>
    /// <param name="input">The value that is read, of agents.</param>
    public string Present(string output, string input) => Add(new PresentOperation(input, output), _widths[input]);

    private string Add(PolicyOperation operation, int width)
    {
        _operations.Add(operation);
        _widths[operation.Output] = width;
        return operation.Output;
    }

    private string Add<T>(string name, Parameter<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] shape = new int[parameter.Shape.Rank];
        parameter.Shape.CopyTo(shape);
        return Add(name, shape, Elements<T>(parameter.Value.Span));
    }

    private string Add(string name, int[] shape, float[] elements)
    {
        _tensors.Add(new PolicyTensor(name, shape, elements));
        return name;
    }

    private static float[] Elements<T>(ReadOnlySpan<T> elements)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        float[] singles = new float[elements.Length];
        for (int i = 0; i < singles.Length; i++)
        {
            singles[i] = float.CreateTruncating(elements[i]);
        }

        return singles;
    }

    /// <summary>Some columns of a weight [out, in]: [out, count], or transposed [count, out].</summary>
    private static float[] Columns<T>(Parameter<T> weight, int first, int count, bool transposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int rows, int columns) = (weight.Shape.Rows, weight.Shape.Last);
        if (first + count > columns)
        {
            throw new ArgumentException($"'{weight.Name}' has {columns} columns, but {first + count} are described.", nameof(weight));
        }

        ReadOnlySpan<T> elements = weight.Value.Span;
        float[] part = new float[rows * count];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < count; column++)
            {
                part[transposed ? (column * rows) + row : (row * count) + column] = float.CreateTruncating(elements[(row * columns) + first + column]);
            }
        }

        return part;
    }
}
