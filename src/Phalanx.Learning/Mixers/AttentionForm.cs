namespace Phalanx.Learning.Mixers;

/// <summary>The sizes and options of attention over agents.</summary>
public sealed record AttentionForm
{
    /// <summary>Number of heads.</summary>
    public required int Heads { get; init; }

    /// <summary>d, the width of keys and queries.</summary>
    public required int Embedding { get; init; }

    /// <summary>Hidden width of the networks that give the queries.</summary>
    public required int QueryWidth { get; init; }

    /// <summary>Hidden width of the network that weighs the heads; 0 for heads of equal weight.</summary>
    public int HeadWidth { get; init; }

    /// <summary>Hidden width of the state's value.</summary>
    public required int ValueWidth { get; init; }

    /// <summary>Whether keys and queries have biases.</summary>
    public bool Biases { get; init; }

    /// <summary>
    /// Whether an agent's share of a head is a soft-max over agents; otherwise it is the scaled product of key and query itself, of any sign.
    /// </summary>
    public bool Softmax { get; init; } = true;

    /// <summary>Whether keys see the agents' values. Weights then depend on them, and nothing keeps the mixer monotonic.</summary>
    public bool Nonlinear { get; init; }

    /// <summary>Whether agents that are not alive get no weight. Where the environment does not say who is alive, all count as alive.</summary>
    public bool MaskDead { get; init; }

    /// <summary>The factor of the mean squared logit that is added to the loss.</summary>
    public double LogitPenalty { get; init; }

    /// <summary>What the networks are called.</summary>
    public AttentionNames Names { get; init; } = AttentionNames.Selectors;
}

/// <summary>What the networks of an attention over agents are called: there are two conventions.</summary>
/// <param name="Queries">The networks that give the queries.</param>
/// <param name="Keys">The layers that give the keys.</param>
/// <param name="Heads">The network that weighs the heads.</param>
/// <param name="Value">The state's value.</param>
public sealed record AttentionNames(string Queries, string Keys, string Heads, string Value)
{
    /// <summary>QPLEX's and Weighted QMIX's names.</summary>
    public static AttentionNames Selectors { get; } = new("selector_extractors", "key_extractors", "hyper_w_head", "V");

    /// <summary>PyMARL2's names, spelt as they are.</summary>
    public static AttentionNames Embeddings { get; } =
        new("query_embedding_layers", "key_embedding_layers", "head_embedding_layer", "constrant_value_layer");
}
