using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Optimisers;

/// <summary>The hyper-parameters of Adam without weight decay.</summary>
public sealed record AdamSettings : OptimiserSettings
{
    /// <inheritdoc/>
    public override double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay rate of the average of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay rate of the average of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root after its bias correction.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public override Optimiser<T> Create<T>(ParameterSet<T> set, Kernels<T>? kernels = null)
    {
        RequireDecay(Beta1, nameof(Beta1));
        RequireDecay(Beta2, nameof(Beta2));
        RequireNotNegative(Epsilon, nameof(Epsilon));
        return new Adam<T>(set, this, kernels ?? Kernels<T>.Best);
    }
}
