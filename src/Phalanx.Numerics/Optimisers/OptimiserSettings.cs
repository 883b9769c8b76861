using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Optimisers;

/// <summary>The hyper-parameters of an optimiser.</summary>
public abstract record OptimiserSettings
{
    /// <summary>How far a step goes, at the start; <see cref="Optimiser{T}.LearningRate"/> changes it later.</summary>
    public abstract double LearningRate { get; init; }

    /// <summary>An optimiser of a set, with zero state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A hyper-parameter lies outside of its range.</exception>
    public abstract Optimiser<T> Create<T>(ParameterSet<T> set, Kernels<T>? kernels = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Refuses a decay rate outside of [0, 1).</summary>
    private protected static void RequireDecay(double decay, string name)
    {
        if (!(decay >= 0 && decay < 1))
        {
            throw new ArgumentOutOfRangeException(name, decay, "A decay rate lies in [0, 1).");
        }
    }

    /// <summary>Refuses a number that is negative or not finite.</summary>
    internal static void RequireNotNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "The number must be finite and not negative.");
        }
    }
}
