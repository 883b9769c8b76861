using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>
/// The settings of attention over agents as PyMARL2 and ResQ have it: keys and queries with biases, heads that the state weighs, no penalty on logits.
/// </summary>
public sealed record AttentionSettings
{
    /// <summary>Heads of the attention.</summary>
    [Setting("heads of the attention over agents", Min = 1, Max = NetworkSizes.MostParts)]
    public int Heads { get; init; } = 4;

    /// <summary>d, the width of keys and queries.</summary>
    [Setting("width of its keys and queries", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 32;

    /// <summary>Hidden width of the networks that give queries.</summary>
    [Setting("hidden width of the networks that give queries", Min = 1, Max = NetworkSizes.MostWidth)]
    public int QueryWidth { get; init; } = 64;

    /// <summary>Hidden width of the network that weighs heads.</summary>
    [Setting("hidden width of the network that weighs heads", Min = 1, Max = NetworkSizes.MostWidth)]
    public int HeadWidth { get; init; } = 64;

    /// <summary>Hidden width of the state's value.</summary>
    [Setting("hidden width of the state's value", Min = 1, Max = NetworkSizes.MostWidth)]
    public int ValueWidth { get; init; } = 32;

    /// <summary>The attention that these settings ask for.</summary>
    public AttentionForm ToForm() => new()
    {
        Heads = Heads,
        Embedding = Embedding,
        QueryWidth = QueryWidth,
        HeadWidth = HeadWidth,
        ValueWidth = ValueWidth,
        Biases = true,
        Names = AttentionNames.Embeddings,
    };
}
