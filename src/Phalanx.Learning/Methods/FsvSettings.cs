using Phalanx.Learning.Exploration;
using Phalanx.Learning.Mixers;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>What FSV bootstraps from.</summary>
public enum FsvTarget
{
    /// <summary>Q_tot of sampled next actions and their entropy.</summary>
    SampledActions,

    /// <summary>V_tot of the next state.</summary>
    StateValue,
}

/// <summary>The temperature, which falls in a straight line.</summary>
public sealed record TemperatureSettings
{
    /// <summary>The temperature at the first step.</summary>
    [Setting("temperature at the first step", Min = 1e-4)]
    public double Start { get; init; } = 1;

    /// <summary>The temperature in the end.</summary>
    [Setting("temperature in the end", Min = 1e-4)]
    public double Finish { get; init; } = 0.01;

    /// <summary>How many environment steps it takes to get there.</summary>
    [Setting("environment steps from the first temperature to the last", Min = 0)]
    public long Steps { get; init; } = 50_000;

    /// <summary>The temperature as a function of environment steps.</summary>
    public LinearSchedule ToSchedule() => new(Start, Finish, Steps);
}

/// <summary>The settings of FSV.</summary>
public sealed record FsvSettings
{
    /// <summary>α where actions are discrete.</summary>
    public TemperatureSettings Temperature { get; init; } = new();

    /// <summary>What there is besides where actions are continuous.</summary>
    public FsvContinuousSettings Continuous { get; init; } = new();

    /// <summary>What it bootstraps from.</summary>
    [Setting("what it bootstraps from: Q_tot of sampled next actions, or V_tot of the next state")]
    public FsvTarget Target { get; init; }

    /// <summary>Whether the weights of V_tot are learned; the paper's words, taken literally, leave them as they were drawn.</summary>
    [Setting("whether the weights of V_tot are learned")]
    public bool TrainStateValue { get; init; } = true;

    /// <summary>How agents' weights are made of the attention's logits.</summary>
    [Setting("how agents' weights are made of the attention's logits: exponential, or shares by soft-max with weighted heads")]
    public LambdaForm Lambda { get; init; }

    /// <summary>Heads of the attention.</summary>
    [Setting("heads of the attention", Min = 1)]
    public int Heads { get; init; } = 4;

    /// <summary>Width of queries and keys.</summary>
    [Setting("width of queries and keys", Min = 1)]
    public int AttentionWidth { get; init; } = 32;

    /// <summary>Width of the embeddings of states and of joint actions.</summary>
    [Setting("width of the embeddings of states and of joint actions", Min = 1)]
    public int Embedding { get; init; } = 64;

    /// <summary>Hidden width of the networks that embed.</summary>
    [Setting("hidden width of the networks that embed", Min = 1)]
    public int EmbeddingWidth { get; init; } = 64;

    /// <summary>Hidden width of the networks that give V_tot its weights and its bias; 0 for one linear layer each.</summary>
    [Setting("hidden width of the networks that give V_tot its weights and its bias; 0 for one linear layer each", Min = 0)]
    public int StateValueWidth { get; init; }

    /// <summary>The sizes of the mixer.</summary>
    internal SoftMixerForm MixerForm => new(Lambda, Heads, AttentionWidth, Embedding, EmbeddingWidth, StateValueWidth);
}

/// <summary>The settings of FSV that matter where actions are continuous alone. The actors' width is that of agents.</summary>
public sealed record FsvContinuousSettings
{
    /// <summary>The learning rate of Q, V and the mixer; that of the actors is <c>learner.lr</c>.</summary>
    [Setting("learning rate of Q, V and the mixer; that of the actors is learner.lr", Above = 0)]
    public double CriticLr { get; init; } = 1e-3;

    /// <summary>Width of the two hidden layers of Q and of V.</summary>
    [Setting("width of the two hidden layers of Q and of V", Min = 1)]
    public int CriticWidth { get; init; } = 64;

    /// <summary>The learning rate of the logarithm of the temperature.</summary>
    [Setting("learning rate of the logarithm of the temperature", Above = 0)]
    public double TemperatureLr { get; init; } = 3e-4;

    /// <summary>The temperature at first.</summary>
    [Setting("temperature at first", Above = 0)]
    public double Temperature { get; init; } = 1;
}
