using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Algorithms;

/// <summary>What methods that learn values have in common: how targets are made and how parameters are stepped.</summary>
public sealed record LearningRules
{
    /// <summary>The discount γ.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>Whether the online networks choose the action that the target networks value.</summary>
    public bool DoubleQ { get; init; } = true;

    /// <summary>λ of the returns; 0 for one-step targets.</summary>
    public double Lambda { get; init; }

    /// <summary>Steps of the n-step returns; they exclude λ.</summary>
    public int NStep { get; init; } = 1;

    /// <summary>A factor on the loss.</summary>
    public double LossScale { get; init; } = 1;

    /// <summary>How parameters are stepped.</summary>
    public OptimiserSettings Optimiser { get; init; } = new RmsPropSettings();

    /// <summary>The norm that gradients are cut to.</summary>
    public double ClipNorm { get; init; } = 10;

    /// <summary>When target networks follow.</summary>
    public TargetRule Target { get; init; } = new();
}

/// <summary>The agents' networks.</summary>
public sealed record AgentRules
{
    /// <summary>Width of the memory.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Whether the action before is an input.</summary>
    public bool LastAction { get; init; } = true;

    /// <summary>Whether which agent it is is an input.</summary>
    public bool AgentId { get; init; } = true;
}
