using Phalanx.Foundation;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Agents;

/// <summary>How an agent makes one row out of the rows of all entities it sees.</summary>
public enum EntityPooling
{
    /// <summary>It attends to them.</summary>
    Attention,

    /// <summary>The largest number of every column, hidden entities counting as zeros.</summary>
    Max,

    /// <summary>The mean of every column, hidden entities counting as zeros.</summary>
    Mean,
}

/// <summary>The settings of networks over entities.</summary>
public sealed record EntityNetworkSettings
{
    /// <summary>Whether agents have a recurrent hidden state; otherwise they decide by the current slot alone.</summary>
    [Setting("whether agents have a recurrent hidden state; otherwise they decide by the current slot alone")]
    public bool Recurrent { get; init; } = true;

    /// <summary>Width of the encoding of an entity.</summary>
    [Setting("width of the encoding of an entity; a multiple of heads", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Width { get; init; } = 128;

    /// <summary>Heads of the attention, of agents and of the mixer's networks.</summary>
    [Setting("heads of the attention", Min = 1, Max = NetworkSizes.MostParts)]
    public int Heads { get; init; } = 4;

    /// <summary>How the rows of entities are pooled into one row.</summary>
    [Setting("how an agent makes one row out of the rows of all entities that it sees")]
    public EntityPooling Pooling { get; init; } = EntityPooling.Attention;

    /// <summary>Refuses a width that cannot be divided among the heads of the attention.</summary>
    /// <exception cref="UserErrorException">The width is no multiple of the number of heads.</exception>
    internal void ThrowUnlessHeadsShare(int width, string setting)
    {
        if (Pooling == EntityPooling.Attention && width % Heads != 0)
        {
            throw new UserErrorException($"{setting} is {width}; with attention it must be a multiple of algorithm.network.heads, which is {Heads}");
        }
    }
}
