using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of deterministic actors and their critics, where actions are continuous. The actors' width is that of agents.</summary>
public sealed record ActorCriticSettings
{
    /// <summary>The critics' learning rate; that of the actors is <c>learner.lr</c>.</summary>
    [Setting("learning rate of the critics; that of the actors is learner.lr", Above = 0)]
    public double CriticLr { get; init; } = 1e-3;

    /// <summary>Width of the critics' two hidden layers.</summary>
    [Setting("width of the critics' two hidden layers", Min = 1)]
    public int CriticWidth { get; init; } = 64;

    /// <summary>The deviation of the noise that disturbs actions, where their bounds are -1 and 1.</summary>
    [Setting("deviation of the noise that disturbs actions, where their bounds are -1 and 1", Min = 0)]
    public double Noise { get; init; } = 0.1;

    /// <summary>What the actors' loss adds of the mean of squared actions.</summary>
    [Setting("weight of the mean of squared actions in the actors' loss", Min = 0)]
    public double ActionPenalty { get; init; }
}
