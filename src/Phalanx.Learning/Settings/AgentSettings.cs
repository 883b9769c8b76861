using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>agent.*</c>: the network that every agent of the team acts by.</summary>
public sealed record AgentSettings
{
    /// <summary>The width of the network's hidden layers and of its hidden state.</summary>
    [Setting("width of the agent network's hidden layers and of its hidden state", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Hidden { get; init; } = 64;

    /// <summary>Whether an agent sees its own last action.</summary>
    [Setting("whether an agent sees its own last action")]
    public bool LastAction { get; init; } = true;

    /// <summary>Whether an agent sees which of the team it is.</summary>
    [Setting("whether an agent sees which of the team it is")]
    public bool AgentId { get; init; } = true;
}
