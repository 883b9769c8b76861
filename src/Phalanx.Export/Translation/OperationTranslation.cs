using Phalanx.Acting;

namespace Phalanx.Export.Translation;

/// <summary>Translates one operation of a policy after the other; the documentation of each operation is the formula.</summary>
internal sealed class OperationTranslation(GraphWriter graph, ExportedPolicy policy, Visibility visibility)
{
    /// <summary>The input [batch, agents]: which agent a row is.</summary>
    public const string AgentId = "agent_id";

    /// <summary>The input [batch, rows]: the action of the step before, or -1.</summary>
    public const string LastAction = "last_action";

    /// <summary>The input [batch, agents, memory].</summary>
    public const string Memory = "memory";

    /// <summary>Adds the nodes of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="input">What its input is called in the graph.</param>
    /// <returns>What its output is called in the graph.</returns>
    public string Translate(PolicyOperation operation, string input) => operation switch
    {
        LinearOperation linear => Linear(linear, input),
        LinearEachOperation each => LinearEach(each, input),
        GruOperation gru => Gru(gru, input),
        ScaleOperation scale => graph.Add("Mul", input, AsItIs(scale.Factor)),
        AttendOperation attend => new AttentionTranslation(graph, policy, visibility).Translate(attend, input),
        PoolOperation pool => Pool(pool, input),
        PresentOperation => graph.Add("Mul", input, visibility.PresentAgents),
        _ => throw new NotSupportedException($"there is no translation of the operation '{operation.Kind}' into ONNX"),
    };

    private string Linear(LinearOperation linear, string input)
    {
        string sum = graph.Add("MatMul", input, Transposed(linear.Weight));
        if (linear.Bias is { } bias)
        {
            sum = graph.Add("Add", sum, AsItIs(bias));
        }

        foreach (PolicyLookup lookup in linear.Lookups)
        {
            sum = graph.Add("Add", sum, lookup.Index == PolicyIndex.Agent ? OfAgents(AsItIs(lookup.Table)) : OfLastActions(lookup.Table));
        }

        return Activated(sum, linear.Activation);
    }

    /// <summary>-1 stands for no action: its row, in front of the table, is zeros. Runtimes disagree on what a negative index is.</summary>
    private string OfLastActions(string name)
    {
        PolicyTensor table = policy.TensorOf(name);
        (int classes, int width) = (table.Shape[0], table.Shape[1]);
        float[] rows = new float[(classes + 1) * width];
        table.Values.CopyTo(rows.AsSpan(width));
        return graph.Add("Gather", graph.Weights(name, [classes + 1, width], rows), graph.Add("Add", LastAction, graph.Whole(1)));
    }

    /// <summary>The rows of a tensor [agents, ..] for the agents of the call. A team that sees entities is always there as a whole, in its order.</summary>
    private string OfAgents(string tensor) => policy.Description.Entities is null ? graph.Add("Gather", tensor, AgentId) : tensor;

    /// <summary>The weights of every row's agent, [batch, agents, in, out], times that row as a matrix of one row.</summary>
    private string LinearEach(LinearEachOperation each, string input)
    {
        string weights = OfAgents(Transposed(each.Weight));
        string product = graph.Add("MatMul", graph.Add("Unsqueeze", input, graph.Shape(2)), weights);
        string sum = graph.Add("Add", graph.Add("Squeeze", product, graph.Shape(2)), OfAgents(AsItIs(each.Bias)));
        return Activated(sum, each.Activation);
    }

    /// <summary>The operator of the format is avoided: Unity does not import it.</summary>
    private string Gru(GruOperation gru, string input)
    {
        int width = policy.Description.Memory;
        (string ir, string iz, string @in) = Gates(input, gru.InputWeight, gru.InputBias);
        (string hr, string hz, string hn) = Gates(Memory, gru.MemoryWeight, gru.MemoryBias);
        string r = graph.Add("Sigmoid", graph.Add("Add", ir, hr));
        string z = graph.Add("Sigmoid", graph.Add("Add", iz, hz));
        string n = graph.Add("Tanh", graph.Add("Add", @in, graph.Add("Mul", r, hn)));
        return graph.Add("Add", n, graph.Add("Mul", z, graph.Add("Sub", Memory, n)));

        (string R, string Z, string N) Gates(string value, string weight, string bias) =>
            graph.SplitInThree(graph.Add("Add", graph.Add("MatMul", value, Transposed(weight)), AsItIs(bias)), width);
    }

    private string Pool(PoolOperation pool, string input)
    {
        int entities = policy.Description.Entities!.Count;
        if (pool.Pooling == PolicyPooling.Mean)
        {
            return graph.Add("Mul", graph.Add("MatMul", visibility.Seen, input), graph.Number(1f / entities));
        }

        string seen = graph.Add("Unsqueeze", visibility.Seen, graph.Shape(3)); // [batch, agents, entities, 1]
        string rows = graph.Add("Mul", graph.Add("Unsqueeze", input, graph.Shape(1)), seen);
        return graph.MaxOver(rows, axis: 2);
    }

    private string Activated(string value, PolicyActivation activation) => activation == PolicyActivation.Relu ? graph.Add("Relu", value) : value;

    private string AsItIs(string name)
    {
        PolicyTensor tensor = policy.TensorOf(name);
        return graph.Weights(name, tensor.Shape, tensor.Values);
    }

    /// <summary>A weight [.., out, in] as [.., in, out], the order in which a product reads it.</summary>
    private string Transposed(string name)
    {
        PolicyTensor tensor = policy.TensorOf(name);
        ReadOnlySpan<float> values = tensor.Values;
        int[] shape = tensor.Shape.ToArray();
        (int rows, int columns) = (shape[^2], shape[^1]);
        (shape[^2], shape[^1]) = (columns, rows);
        float[] transposed = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int matrix, int place) = Math.DivRem(i, rows * columns);
            (int row, int column) = Math.DivRem(place, columns);
            transposed[(matrix * rows * columns) + (column * rows) + row] = values[i];
        }

        return graph.Weights(name, shape, transposed);
    }
}
