using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Optimisers;

/// <summary>The hyper-parameters of RMSprop without momentum, not centred.</summary>
public sealed record RmsPropSettings : OptimiserSettings
{
    /// <inheritdoc/>
    public override double LearningRate { get; init; } = 5e-4;

    /// <summary>Decay rate of the average of squared gradients.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the root, outside of it.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override Optimiser<T> Create<T>(ParameterSet<T> set, Kernels<T>? kernels = null)
    {
        RequireDecay(Alpha, nameof(Alpha));
        RequireNotNegative(Epsilon, nameof(Epsilon));
        return new RmsProp<T>(set, this, kernels ?? Kernels<T>.Best);
    }
}
